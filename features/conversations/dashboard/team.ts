import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganization, useOrganizationId } from "#browser/api/organization.ts";
import { membersQuery } from "#features/members/dashboard/members-query.ts";

const membersMax = 100;

/** Who a conversation can be given to, by name: the first hundred who do more than read, without the caller. */
export function useTeam(): { mine: string | null; members: { id: string; name: string }[] } {
  const organizationId = useOrganizationId();
  const { membership_id: mine } = useOrganization();
  const may = useCan()("member:list");
  const { data } = useQuery({ ...membersQuery(organizationId, { perPage: membersMax, sort: "name" }), enabled: may });
  const others = (data?.data ?? []).filter(({ id, role }) => id !== mine && role !== "viewer");
  return { mine, members: others.map(({ id, user }) => ({ id, name: user.name || user.email })) };
}
