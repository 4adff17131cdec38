import { z } from "zod";
import { installationJob, sendInstallationJob } from "#access/job.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Message } from "#platform/mail/mail.ts";
import type { Platform } from "#platform/platform.ts";
import type { LinkKind } from "../contract.ts";
import { countMail } from "./account-mails.ts";
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
    const mail = await platform.database.transaction({ kind: "identity" }, "write", ({ db }) => compose(platform, db, asked));
    if (mail) await platform.mail.send(mail);
  },
});

/** Queues a mail at once. What is queued is the same whether the address has an account or not. */
export const queueAccountMail = (platform: Platform, mail: AccountMail) => sendInstallationJob(platform, sendAccountMail, mail);

async function compose(platform: Platform, db: Db, asked: AccountMail): Promise<Message | null> {
  const { appUrl } = platform.env;
  if (asked.kind === "address_changed") return addressChangedMail(asked.email, asked.new_email, `${appUrl}/forgot-password`);
  const owner = await db.selectFrom("users").select(["id", "email_verified"]).where("email", "=", asked.email).executeTakeFirst();
  const count = (kind: LinkKind | "address_taken", userId: string) =>
    countMail(db, { kind, userId, email: asked.email }, platform.limits.on);
  const tellTaken = async () =>
    owner && (await count("address_taken", owner.id)) ? addressTakenMail(asked.email, `${appUrl}/sign-in`) : null;

  if (asked.kind === "address_taken") return tellTaken();
  if (asked.kind === "change_address") {
    if (owner) return tellTaken();
    const user = await db.selectFrom("users").select("id").where("id", "=", asked.user_id).executeTakeFirst();
    const token = user && (await count("change_address", user.id));
    return token ? changeAddressMail(asked.email, `${appUrl}/email-confirmation?token=${token}`) : null;
  }
  if (!owner || (asked.kind === "confirm_address" && owner.email_verified)) return null;
  const token = await count(asked.kind, owner.id);
  if (!token) return null;
  return asked.kind === "confirm_address"
    ? verificationMail(asked.email, `${appUrl}/email-confirmation?token=${token}`)
    : resetMail(asked.email, `${appUrl}/reset-password?token=${token}`);
}
