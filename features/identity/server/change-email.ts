import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { conflict, invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { mintAccountCode, spendAccountCode, type AccountAct } from "./account-code.ts";
import { hasPassword, requirePassword } from "./check-password.ts";
import { mailCode, wrongCode } from "./mail-code.ts";
import { addressCodeMail } from "./mails.ts";
import { queueAccountMail } from "./send-account-mail.ts";

const codeLimit = { name: "codes that change an address", points: 5, seconds: 3600 };

/**
 * Asks the new address of an account for confirmation; its link alone makes the change. Confirmed by the password; an
 * account without one gets a code by mail at the first call, which answers 202, and sends it along in the second. Whether
 * another account has the address is not told: its owner is mailed instead.
 *
 * @throws AppError 422 for a wrong password or code, 409 where no mail leaves the installation
 */
export async function changeEmail(
  platform: Platform,
  actor: UserActor,
  { newEmail, password, code }: { newEmail: string; password?: string | undefined; code?: string | undefined },
): Promise<Response> {
  if (newEmail === actor.label) throw invalid({ newEmail: "This is your address already." });
  if (platform.mail.mode === "none") throw conflict("This installation sends no mail, so addresses cannot be confirmed here.");
  const act: AccountAct = { name: "change-address", userId: actor.id, on: [newEmail] };
  if (await hasPassword(platform, actor.id)) await requirePassword(platform, actor.id, password);
  else if (code === undefined) {
    await platform.limits.take(codeLimit, actor.id);
    const minted = await mintAccountCode(platform, act);
    return mailCode(platform, addressCodeMail(actor.label, minted.code), minted.expiresAt);
  } else {
    const spent = await leaveTenant(platform, "a code is spent that confirms an act of an account").identity(({ db }) =>
      spendAccountCode(db, platform.appSecret, act, code.trim()),
    );
    if (!spent) throw wrongCode();
  }
  await queueAccountMail(platform, { kind: "change_address", user_id: actor.id, email: newEmail });
  return Response.json({ status: true });
}
