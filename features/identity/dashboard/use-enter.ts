import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { ownAddress } from "#browser/api/own-address.ts";
import { meQuery } from "#browser/api/session.ts";
import { tellOtherTabs } from "#browser/api/signed-out.ts";
import { useInvitationToken } from "./invitation-token.ts";

/** What follows a sign-in: the page that is named, the invitation or the page that one came for, or the last organization's projects. */
export function useEnter(): (href?: string) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  const { return_to } = useSearch({ strict: false });
  const invitation = useInvitationToken();
  return async (href = invitation ? `/invitations/${invitation}` : ownAddress(return_to)) => {
    tellOtherTabs("signed in");
    client.removeQueries({ queryKey: meQuery.queryKey });
    await router.navigate({ href });
  };
}
