import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "./organization.ts";

/** What a tab keeps of an organization that closed while it was open. */
export type Gone = { name: string | null; writeLost: boolean };

/** Nothing is fetched for it: dashboard/follow-refusals.ts writes it. */
export const goneQuery = (organizationId: string) => queryOptions<Gone>({ queryKey: [organizationId, "gone"], queryFn: skipToken });

/** Whether the organization in the address has closed to the user since the tab showed it. */
export function useGone(): Gone | null {
  return useQuery(goneQuery(useOrganizationId())).data ?? null;
}
