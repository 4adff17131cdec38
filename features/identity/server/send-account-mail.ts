import { z } from "zod";
import { installationJob, sendInstallationJob } from "#access/job.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Message } from "#platform/mail/mail.ts";
import type { Platform } from "#platform/platform.ts";
import { countMail, uncountMail, type CountedKind } from "./account-mails.ts";
import { addressChangedMail, addressTakenMail, changeAddressMail, resetMail, verificationMail } from "./mails.ts";

const AccountMail = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["confirm_address", "reset_password", "address_taken"]), email: z.string() }),
  z.object({ kind: z.literal("change_address"), user_id: z.string(), email: z.string() }),
  z.object({ kind: z.literal("address_changed"), email: z.string(), new_email: z.string() }),
]);
type AccountMail = z.output<typeof AccountMail>;

/**
 * Mails whoever owns an account. Whether an address has one is looked up here and nowhere before, so that whoever asked
 * learns it neither from the answer nor from its time, nor from a mail server that is down. The link is made here too,
 * so that no queue ever holds one; a second run sends another that works as well.
 */
export const sendAccountMail = installationJob({
  name: "account.mail",
  payload: AccountMail,
  concurrency: 4,
  async run({ platform }, asked) {
    if (platform.mail.mode === "none") return;
    const inIdentity = <T>(run: (db: Db) => Promise<T>) =>
      platform.database.transaction({ kind: "identity" }, "write", ({ db }) => run(db));
    const composed = await inIdentity((db) => compose(platform, db, asked));
    if (!composed) return;
    const { mail, token } = composed;
    try {
      await platform.mail.send(mail);
    } catch (error) {
      if (token !== null) await inIdentity((db) => uncountMail(db, token));
      throw error;
    }
  },
});

/** Queues a mail at once. What is queued is the same whether the address has an account or not. */
export const queueAccountMail = (platform: Platform, mail: AccountMail) => sendInstallationJob(platform, sendAccountMail, mail);

/** The mail, and the token under which it was counted. */
type Composed = { mail: Message; token: string | null };

async function compose(platform: Platform, db: Db, asked: AccountMail): Promise<Composed | null> {
  const { appUrl } = platform.env;
  if (asked.kind === "address_changed")
    return { mail: addressChangedMail(asked.email, asked.new_email, `${appUrl}/forgot-password`), token: null };
  const owner = await db.selectFrom("users").select(["id", "email_verified"]).where("email", "=", asked.email).executeTakeFirst();
  const counted = async (kind: CountedKind, userId: string, write: (token: string) => Message): Promise<Composed | null> => {
    const token = await countMail(db, { kind, userId, email: asked.email }, platform.limits.on);
    return token === null ? null : { mail: write(token), token };
  };
  if (asked.kind === "address_taken" || (asked.kind === "change_address" && owner))
    return owner ? counted("address_taken", owner.id, () => addressTakenMail(asked.email, `${appUrl}/sign-in`)) : null;

  const confirmation = (token: string) => `${appUrl}/email-confirmation?token=${token}`;
  if (asked.kind === "change_address") {
    const user = await db.selectFrom("users").select("id").where("id", "=", asked.user_id).executeTakeFirst();
    return user ? counted("change_address", user.id, (token) => changeAddressMail(asked.email, confirmation(token))) : null;
  }
  if (!owner) return null;
  if (asked.kind === "reset_password")
    return counted("reset_password", owner.id, (token) => resetMail(asked.email, `${appUrl}/reset-password?token=${token}`));
  return owner.email_verified ? null : counted("confirm_address", owner.id, (token) => verificationMail(asked.email, confirmation(token)));
}
