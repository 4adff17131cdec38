import { cookieName, readCookie } from "#access/cookies.ts";
import { sendInstallationJob } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { countEvent } from "#features/account-log/server/count-event.ts";
import type { Db, OpenTransaction } from "#platform/database/transaction.ts";
import { AppError, invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";
import { maskEmail } from "../contract.ts";
import type { factorInputs, PasskeyAnswer, Proof } from "../contract/factors.ts";
import type { z } from "zod";
import { spendAppCode } from "./factors/authenticator-app.ts";
import { optionsOfPasskey, passkeysOf, spendPasskey } from "./factors/passkeys.ts";
import { spendRecoveryCode } from "./factors/recovery-codes.ts";
import { beginStep, challengeStep, countTry, endStep, findStep, stepOver, type WaitingStep } from "./factors/waiting-steps.ts";
import { sendAccountMail } from "./send-account-mail.ts";

const cookie = "second_step";
const lifeSeconds = 600;

/** A sign-in that waits for its second factor, and whose it is. */
export type Waiting = { token: string; userId: string; email: string };

/** Who has shown a factor, and whether they want a closed account back. */
export type Shown = { userId: string; restore: boolean };

type SecondStepInput = z.output<typeof factorInputs.secondStep>;
type PasskeySignIn = z.output<typeof factorInputs.passkeySignIn>;

/** The second step of a sign-in, and the sign-in with a passkey alone, which is both steps at once. */
export function createSecondStep(platform: Platform) {
  const inIdentity = <T>(run: (db: Db, asQueue: AsQueue) => Promise<T>) =>
    leaveTenant(platform, "a sign-in waits for its second factor").identity(({ db, asQueue }) => run(db, asQueue));

  return {
    /** The answer to a sign-in that has to wait: a form says so to its page, and Google's way back leads to the page of the second step. */
    async wait(first: Response, { userId, restore, to }: { userId: string; restore: boolean; to: string | null }): Promise<Response> {
      const token = await inIdentity((db) => beginStep(db, "sign_in", { userId, restore }));
      const { appUrl } = platform.env;
      const page = `${appUrl}/second-step${to?.startsWith("/") ? `?return_to=${encodeURIComponent(to)}` : ""}`;
      const fromGoogle = first.status >= 300 && first.status < 400;
      const answer = fromGoogle ? new Response(null, { status: 302, headers: { location: page } }) : Response.json({ second_factor: true });
      answer.headers.append("set-cookie", setCookie(token, lifeSeconds, appUrl));
      return answer;
    },

    /** Whose sign-in waits in this browser; null where none does. */
    async find(request: Request): Promise<Waiting | null> {
      const token = readCookie(platform, request.headers.get("cookie"), cookie);
      if (!token) return null;
      return inIdentity(async (db) => {
        const step = await findStep(db, "sign_in", token);
        const user = step?.userId && (await db.selectFrom("users").select("email").where("id", "=", step.userId).executeTakeFirst());
        return step?.userId && user ? { token, userId: step.userId, email: user.email } : null;
      });
    },

    /** What can be shown. @throws AppError 404 where nothing waits */
    async describe(waiting: Waiting | null): Promise<Response> {
      const { userId, email } = required(waiting);
      const kinds = await inIdentity((db) => db.selectFrom("factors").select("kind").where("user_id", "=", userId).execute());
      const has = (wanted: string) => kinds.some(({ kind }) => kind === wanted);
      return Response.json({ email: maskEmail(email), app: has("app"), passkey: has("passkey") });
    },

    async askPasskey(waiting: Waiting | null): Promise<Response> {
      const { userId, token } = required(waiting);
      return inIdentity(async (db) => {
        if ((await passkeysOf(db, userId)).length === 0) throw invalid({ passkey: "This account has no passkey." });
        const options = await optionsOfPasskey(platform, db, userId);
        await challengeStep(db, token, options.challenge);
        return Response.json({ options });
      });
    },

    /**
     * Who has shown the second factor that their sign-in waits for, which is then over.
     * @throws AppError 422 at `code` or `passkey`; the try counts
     */
    async show(waiting: Waiting | null, proof: SecondStepInput): Promise<Shown> {
      const { token, userId, email } = required(waiting);
      const shown = await inIdentity(async (db, asQueue): Promise<Shown | null> => {
        const step = await findStep(db, "sign_in", token);
        if (!step) throw over();
        const way = await spend(db, step, userId, proof);
        if (way === null) {
          await countTry(db, token);
          return null;
        }
        await endStep(db, token);
        if (way === "recovery") await tellOfRecovery(asQueue, email);
        return { userId, restore: step.restore };
      });
      if (shown) return shown;
      await countEvent(platform, "second_factor_failed", email);
      throw proof.passkey ? refusedPasskey() : invalid({ code: "This code is wrong or was used already." });
    },

    async beginPasskey(): Promise<Response> {
      return inIdentity(async (db) => {
        const options = await optionsOfPasskey(platform, db, null);
        return Response.json({ step: await beginStep(db, "passkey_sign_in", { challenge: options.challenge }), options });
      });
    },

    /** @throws AppError 422 at `passkey` where it opens no account */
    async showPasskey({ step: token, passkey, restore = false }: PasskeySignIn): Promise<Shown> {
      const userId = await inIdentity(async (db) => {
        const step = await findStep(db, "passkey_sign_in", token);
        if (!step?.challenge) throw stepOver();
        await endStep(db, token);
        return spendPasskey(db, platform, { challenge: step.challenge, passkey, of: null });
      });
      if (userId === null) throw refusedPasskey();
      return { userId, restore };
    },

    /** The browser has nothing to wait for any more. */
    forget(response: Response): Response {
      const forgot = new Response(response.body, response);
      forgot.headers.append("set-cookie", setCookie("", 0, platform.env.appUrl));
      return forgot;
    },
  };

  async function tellOfRecovery(asQueue: AsQueue, email: string): Promise<void> {
    const told = { kind: "factors_changed" as const, email, change: "recovery_code_used" as const, ip: requestFrom()?.ip };
    await sendInstallationJob(platform, sendAccountMail, told, { asQueue });
  }

  async function spend(
    db: Db,
    step: WaitingStep,
    userId: string,
    { code, passkey }: Proof,
  ): Promise<"app" | "passkey" | "recovery" | null> {
    if (passkey) return (await answers(db, step, userId, passkey)) ? "passkey" : null;
    if (code === undefined) throw invalid({ code: "Enter a code." });
    if (/^\d{6}$/.test(code)) return (await spendAppCode(db, platform, userId, code)) ? "app" : null;
    return (await spendRecoveryCode(db, userId, code)) ? "recovery" : null;
  }

  async function answers(db: Db, { challenge }: WaitingStep, of: string, passkey: PasskeyAnswer): Promise<boolean> {
    return challenge !== null && (await spendPasskey(db, platform, { challenge, passkey, of })) !== null;
  }
}

type AsQueue = OpenTransaction["asQueue"];

function required(waiting: Waiting | null): Waiting {
  if (!waiting) throw over();
  return waiting;
}

const over = () => new AppError("not_found", "This sign-in took too long. Sign in again.");
const refusedPasskey = () => invalid({ passkey: "This passkey opens no account here." });

function setCookie(token: string, seconds: number, appUrl: string): string {
  const secure = appUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookieName(appUrl, cookie)}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
