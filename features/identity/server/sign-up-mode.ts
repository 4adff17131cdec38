import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { hasMailbox } from "#platform/mail/open.ts";

/** SIGN_UP as set; else open where only this machine can ask, and by invitation once the first account exists. */
export async function signUpMode(platform: Platform): Promise<"open" | "invitation"> {
  const { env } = platform;
  if (env.signUp) return env.signUp;
  if (hasMailbox(env)) return "open";
  return (await hasAccounts(platform)) ? "invitation" : "open";
}

/** Whether an account may be made now: always the first one. */
export async function maySignUp(platform: Platform): Promise<boolean> {
  return (await signUpMode(platform)) === "open" || !(await hasAccounts(platform));
}

export async function hasAccounts(platform: Platform): Promise<boolean> {
  const { rows } = await leaveTenant(platform, "whether there is an account yet").identityPool.query<{ found: boolean }>(
    "select exists (select from users) as found",
  );
  return rows[0]!.found;
}
