import { z } from "zod";
import { installationJob, sendInstallationJob } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { networkOf } from "#platform/http/client-address.ts";
import type { Message } from "#platform/mail/mail.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";
import { FactorChange } from "../contract/factors.ts";
import { countMail, knownDevice, uncountMail, type CountedKind } from "./account-mails.ts";
import {
  addressChangedMail,
  addressTakenMail,
  changeAddressMail,
  closedMail,
  factorsChangedMail,
  passwordChangedMail,
  resetMail,
  verificationMail,
} from "./mails.ts";

const AccountMail = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["confirm_address", "reset_password"]), email: z.string(), asked_by: z.string() }),
  z.object({ kind: z.literal("address_taken"), email: z.string() }),
  z.object({ kind: z.literal("change_address"), user_id: z.string(), email: z.string() }),
  z.object({ kind: z.literal("address_changed"), email: z.string(), new_email: z.string() }),
  z.object({ kind: z.literal("password_changed"), email: z.string(), ip: z.string().nullable() }),
  z.object({
    kind: z.literal("factors_changed"),
    email: z.string(),
    change: FactorChange,
    name: z.string().optional(),
    ip: z.string().nullish(),
  }),
  z.object({ kind: z.literal("account_closed"), email: z.string(), purge_at: z.string() }),
]);
type AccountMail = z.output<typeof AccountMail>;

/**
 * Mails the owner of an account. Whether an address has one is looked up here and nowhere before, so that the caller
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
      leaveTenant(platform, "a mail to an account is composed and counted").identity(({ db }) => run(db));
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

/** Who asks for a mail: the network of the request, or any browser that the account knows. */
export const askedBy = (device: string | null): string => (device ? knownDevice : networkOf(requestFrom()?.ip ?? ""));

/** Queues a mail at once. What is queued is the same whether the address has an account or not. */
export const queueAccountMail = (platform: Platform, mail: AccountMail) => sendInstallationJob(platform, sendAccountMail, mail);

/** The mail, and the token under which it was counted. */
type Composed = { mail: Message; token: string | null };

async function compose(platform: Platform, db: Db, asked: AccountMail): Promise<Composed | null> {
  const { appUrl } = platform.env;
  const told = (mail: Message): Composed => ({ mail, token: null });
  if (asked.kind === "address_changed") return told(addressChangedMail(asked.email, asked.new_email, `${appUrl}/forgot-password`));
  if (asked.kind === "password_changed") return told(passwordChangedMail(asked.email, { ip: asked.ip, url: `${appUrl}/forgot-password` }));
  if (asked.kind === "factors_changed") return told(factorsChangedMail(asked.email, { ...asked, url: `${appUrl}/forgot-password` }));
  if (asked.kind === "account_closed") return told(closedMail(asked.email, { purgeAt: asked.purge_at, url: `${appUrl}/sign-in` }));
  const owner = await db.selectFrom("users").select(["id", "email_verified"]).where("email", "=", asked.email).executeTakeFirst();
  const counted = async (kind: CountedKind, userId: string, write: (token: string) => Message): Promise<Composed | null> => {
    const token = await countMail(db, { kind, userId, email: asked.email, askedBy: askerOf(asked) }, platform.limits.on);
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

/** Who used a mail up: an account that wants an address for itself, else what the request came from. */
function askerOf(asked: AccountMail): string | null {
  if (asked.kind === "change_address") return asked.user_id;
  return "asked_by" in asked ? asked.asked_by : null;
}
