import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { countEvent } from "#features/account-log/server/count-event.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { maskEmail, type AccountLink } from "../contract.ts";
import { findLink } from "./account-mails.ts";
import { createFactors } from "./factors/factor-endpoints.ts";
import { changeEmail } from "./change-email.ts";
import { confirmByLink } from "./confirm-by-link.ts";
import { resetPassword, type EndKeys } from "./reset-password.ts";
import type { createSecondStep, Waiting } from "./second-step.ts";
import { askedBy, queueAccountMail } from "./send-account-mail.ts";

/** A call as the handler has checked it. `device`: known to the account of the address in it. */
type Asked = { url: URL; actor: UserActor | null; body: Record<string, string>; device: string | null; waiting: Waiting | null };

type Needs = {
  endKeys: EndKeys;
  ensureMembership: (actor: UserActor) => Promise<void>;
  secondStep: ReturnType<typeof createSecondStep>;
};

/**
 * What mails of an account lead to, and its second factors, below `/api/auth` beside better-auth's own addresses: a GET
 * changes nothing there, and no answer tells whether an address has an account.
 */
export function ownEndpoints(
  platform: Platform,
  { endKeys, ensureMembership, secondStep }: Needs,
): Record<string, (asked: Asked) => Promise<Response>> {
  const factors = createFactors(platform);
  /** For a session alone. The door has checked the body by the schema of its address. */
  const ofAccount =
    <Body>(answer: (actor: UserActor, body: Body) => Promise<Response>) =>
    async (asked: Asked) =>
      answer(requireActor(asked), asked.body as Body);
  return {
    "POST /request-password-reset": async ({ body, device }) => {
      await countEvent(platform, "reset_asked", body.email!);
      await queueAccountMail(platform, { kind: "reset_password", email: body.email!, asked_by: askedBy(device) });
      return done();
    },
    "POST /send-verification-email": async ({ body, device }) => {
      await queueAccountMail(platform, { kind: "confirm_address", email: body.email!, asked_by: askedBy(device) });
      return done();
    },
    "GET /account-link": async ({ actor, url }) => Response.json(await describeLink(url.searchParams.get("token") ?? "", actor)),
    "POST /reset-password": async ({ body }) => {
      await resetPassword(platform, { token: body.token!, newPassword: body.newPassword! }, endKeys);
      return done();
    },
    "POST /verify-email": async (asked) => {
      const actor = requireActor(asked);
      const confirmed = await confirmByLink(platform, actor, asked.body.token!);
      // An account that waits for an organization until its address is confirmed joins it now.
      await ensureMembership({ ...actor, label: confirmed.email, emailVerified: true });
      return Response.json(confirmed);
    },
    "POST /change-email": async (asked) => {
      const { newEmail, password, code } = asked.body;
      return changeEmail(platform, requireActor(asked), { newEmail: newEmail!, password, code });
    },
    "GET /sign-in/second-factor": ({ waiting }) => secondStep.describe(waiting),
    "POST /sign-in/second-factor/passkey": ({ waiting }) => secondStep.askPasskey(waiting),
    "POST /sign-in/passkey/begin": () => secondStep.beginPasskey(),
    "GET /factors": ofAccount(factors.list),
    "POST /factors/app/begin": ofAccount(factors.beginApp),
    "POST /factors/app": ofAccount(factors.addApp),
    "POST /factors/passkey/begin": ofAccount(factors.beginPasskey),
    "POST /factors/passkey": ofAccount(factors.addPasskey),
    "POST /factors/rename": ofAccount(factors.rename),
    "POST /factors/remove": ofAccount(factors.remove),
    "POST /recovery-codes": ofAccount(factors.renewRecoveryCodes),
  };

  async function describeLink(token: string, actor: UserActor | null): Promise<AccountLink> {
    const link = await leaveTenant(platform, "what a mailed link is for").identity(({ db }) => findLink(db, token), "read");
    if (!link) return { state: "over", kind: null, email: null, for_you: null };
    const isOwn = actor && actor.id === link.userId;
    const { state, kind, email } = link;
    return { state, kind, email: email && !isOwn ? maskEmail(email) : email, for_you: isOwn };
  }
}

function requireActor({ actor }: Asked): UserActor {
  if (!actor) throw new AppError("unauthenticated", "Sign in first.");
  return actor;
}

const done = () => Response.json({ status: true });
