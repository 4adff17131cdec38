/** What a tab tells the others of this browser: they share the session. */
export type SessionNews = "signed in" | "signed out";

/** None where the browser is too old for it: the other tabs notice at their next call then. */
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("session");

let listener = () => {};

/** Says what happens when the server no longer knows the session; dashboard/follow-session.ts sets it once. */
export function onSignedOut(lead: () => void): void {
  listener = lead;
}

export function tellSignedOut(): void {
  if (!isMeant) listener();
}

let isMeant = false;

/** This page ends the session by itself and leads on from there: that the server no longer knows it is no news. */
export function meanSignOut(isSo: boolean): void {
  isMeant = isSo;
}

export function onNewsOfOtherTabs(follow: (news: SessionNews) => void): void {
  channel?.addEventListener("message", ({ data }: MessageEvent<SessionNews>) => follow(data));
}

export function tellOtherTabs(news: SessionNews): void {
  channel?.postMessage(news);
}
