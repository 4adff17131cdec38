import { cookieName, readCookie } from "#access/cookies.ts";
import type { Platform } from "#platform/platform.ts";

/** As long as better-auth keeps the state of a way to Google. */
const lifeSeconds = 600;

/** How long the page of an invitation is remembered. */
const seenSeconds = 3600;

type Name = "invitation" | "invitation_seen";

/** Remembers the invitation whose page is open, for a person who then signs up in another tab. */
export function rememberInvitation(response: Response, token: string, appUrl: string): Response {
  response.headers.append("set-cookie", cookie("invitation_seen", token, seenSeconds, appUrl));
  return response;
}

/** The token that was remembered, if one was. */
export const seenInvitation = (platform: Platform, request: Request) => readToken(platform, request, "invitation_seen");

/** Lets an invitation's token wait in the browser, out of sight of its scripts, while somebody is at Google. */
export function setInvitationCookie(response: Response, token: string, appUrl: string): Response {
  const extended = new Response(response.body, response);
  extended.headers.append("set-cookie", cookie("invitation", token, lifeSeconds, appUrl));
  return extended;
}

/** The token that waits, if one does. */
export const readInvitationCookie = (platform: Platform, request: Request) => readToken(platform, request, "invitation");

function readToken(platform: Platform, request: Request, name: Name): string | null {
  const value = readCookie(platform, request.headers.get("cookie"), name) ?? "";
  return /^[\w-]{22,}$/.test(value) ? value : null;
}

/** Ends the wait. An invitation that could not be accepted is where the browser goes then: its page says why. */
export function forgetInvitation(response: Response, toToken: string | null, appUrl: string): Response {
  const forgot = new Response(response.body, response);
  forgot.headers.append("set-cookie", cookie("invitation", "", 0, appUrl));
  const isFailure = forgot.headers.get("location")?.includes("error=") ?? false;
  if (toToken && !isFailure) forgot.headers.set("location", `${appUrl}/invitations/${toToken}`);
  return forgot;
}

function cookie(kind: Name, value: string, seconds: number, appUrl: string): string {
  const secure = appUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookieName(appUrl, kind)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
