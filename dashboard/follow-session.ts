import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "#browser/api/session.ts";
import { onNewsOfOtherTabs, onSignedOut } from "#browser/api/signed-out.ts";
import type { createAppRouter } from "./router.tsx";

/** Keeps the tab with the session, no matter who ends or begins it: the server, this tab or another one. */
export function followSession(client: QueryClient, router: ReturnType<typeof createAppRouter>): void {
  onSignedOut(leadToSignIn);
  onNewsOfOtherTabs((news) => {
    const isInside = router.state.matches.some(({ routeId }) => routeId === "/app");
    if (news === "signed out" && isInside) leadToSignIn();
    if (news === "signed in" && isInside) void reloadForSomebodyElse(client);
    if (news === "signed in" && location.pathname === "/sign-in") location.reload();
  });
}

function leadToSignIn(): void {
  const { pathname, search } = location;
  if (pathname !== "/sign-in") location.assign(`/sign-in?return_to=${encodeURIComponent(pathname + search)}`);
}

/** Another user has signed in where this tab still shows the one before: nothing of that one may stay. */
async function reloadForSomebodyElse(client: QueryClient): Promise<void> {
  const before = client.getQueryData(meQuery.queryKey);
  const now = await client.fetchQuery({ ...meQuery, staleTime: 0 });
  if (before?.user.id !== now?.user.id) location.reload();
}
