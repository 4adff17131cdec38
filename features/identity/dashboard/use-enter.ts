import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { ownAddress } from "#dashboard/api/own-address.ts";
import { meQuery } from "#dashboard/api/session.ts";
import { tellOtherTabs } from "#dashboard/api/signed-out.ts";
import { rememberAccount } from "#dashboard/api/was-here-before.ts";

/** What follows a sign-in: the page that one wanted, or the last organization's projects. */
export function useEnter(): () => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  const { return_to } = useSearch({ strict: false });
  return async () => {
    rememberAccount();
    tellOtherTabs("signed in");
    client.removeQueries({ queryKey: meQuery.queryKey });
    await router.navigate({ href: ownAddress(return_to) });
  };
}
