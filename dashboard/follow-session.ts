import { hashKey, type QueryClient } from "@tanstack/react-query";
import { meQuery } from "#browser/api/session.ts";
import { onNewsOfOtherTabs, onSignedOut } from "#browser/api/signed-out.ts";
import type { createAppRouter } from "./router.tsx";

/** Keeps the tab with the session, no matter who ends or begins it: the server, this tab or another one. */
export function followSession(client: QueryClient, router: Pick<ReturnType<typeof createAppRouter>, "state">): void {
  onSignedOut(leadToSignIn);
  reloadForSomebodyElse(client);
  onNewsOfOtherTabs((news) => {
    const isInside = router.state.matches.some(({ routeId }) => routeId === "/app");
    if (news === "signed out" && isInside) leadToSignIn();
    if (news === "signed in" && isInside) void readWhoItIs(client);
    if (news === "signed in" && location.pathname === "/sign-in") location.reload();
  });
}

function leadToSignIn(): void {
  const { pathname, search } = location;
  if (pathname !== "/sign-in") location.assign(`/sign-in?return_to=${encodeURIComponent(pathname + search)}`);
}

/** Another user has signed in where this tab still shows the one before: nothing of that one may stay, whichever call noticed. */
function reloadForSomebodyElse(client: QueryClient): void {
  let shown: string | undefined;
  client.getQueryCache().subscribe(({ query }) => {
    if (query.queryHash !== hashKey(meQuery.queryKey)) return;
    const id = client.getQueryData(meQuery.queryKey)?.user.id;
    if (id === undefined || id === shown) return;
    if (shown !== undefined) location.reload();
    shown = id;
  });
}

/** What was asked before is answered for the one before. */
async function readWhoItIs(client: QueryClient): Promise<void> {
  await client.cancelQueries({ queryKey: meQuery.queryKey });
  await client.fetchQuery({ ...meQuery, staleTime: 0 });
}
