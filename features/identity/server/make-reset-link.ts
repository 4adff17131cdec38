import type { Platform } from "#platform/platform.ts";
import { createAuth } from "./auth.ts";

/**
 * The link that a forgotten password's mail would hold, for an operator to hand over: it works once, within the hour.
 * @returns null where no account has this address
 */
export async function makeResetLink(platform: Platform, email: string): Promise<string | null> {
  let link: string | null = null;
  const auth = createAuth(platform, async (_to, url) => void (link = url));
  await auth.api.requestPasswordReset({ body: { email } });
  return link;
}
