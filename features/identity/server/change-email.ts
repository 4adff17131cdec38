import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { conflict, invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { Confirming } from "../contract.ts";
import { confirmAct, wrongCode } from "./confirm-act.ts";
import { addressCodeMail } from "./mails.ts";
import { queueAccountMail } from "./send-account-mail.ts";

const codeLimit = { name: "codes that change an address", points: 5, seconds: 3600 };

/**
 * Asks the new address of an account for confirmation; its link alone makes the change. Whether another account has
 * the address is not told: its owner is mailed instead.
 *
 * @returns `{status: true}`, or 202 where a code was mailed
 * @throws AppError as `confirmAct`; 422 for a wrong code
 */
export async function changeEmail(
  platform: Platform,
  actor: UserActor,
  { newEmail, ...confirming }: { newEmail: string } & Confirming,
): Promise<Response> {
  if (newEmail === actor.label) throw invalid({ newEmail: "This is your address already." });
  if (platform.mail.mode === "none") throw conflict("No mail leaves this installation, so that no address can be confirmed here.");
  const confirmed = await confirmAct(
    platform,
    {
      actor,
      act: { name: "change-address", on: [newEmail] },
      limit: codeLimit,
      prepare: async () => (code) => addressCodeMail(actor.label, code),
    },
    confirming,
  );
  if (confirmed instanceof Response) return confirmed;
  if (!(await leaveTenant(platform, "a change of an address is confirmed").identity(({ db }) => confirmed(db)))) throw wrongCode();
  await queueAccountMail(platform, { kind: "change_address", user_id: actor.id, email: newEmail });
  return Response.json({ status: true });
}
