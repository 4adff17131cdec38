import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganization, useOrganizationId } from "#browser/api/organization.ts";
import { membersQuery } from "#features/members/dashboard/members-query.ts";
import { useRoles } from "#features/members/dashboard/roles/roles.ts";

const membersMax = 100;

/** Who a conversation can be given to, by name: the first hundred whose role lets them reply, without the caller. */
export function useTeam(): { mine: string | null; members: { id: string; name: string }[] } {
  const organizationId = useOrganizationId();
  const { membership_id: mine } = useOrganization();
  const may = useCan()("member:list");
  const { data } = useQuery({ ...membersQuery(organizationId, { perPage: membersMax, sort: "name" }), enabled: may });
  const replying = new Set(useRoles().flatMap(({ id, held }) => (held.has("conversation:reply") ? id : [])));
  const others = (data?.data ?? []).filter(({ id, role }) => id !== mine && replying.has(role));
  return { mine, members: others.map(({ id, user }) => ({ id, name: user.name || user.email })) };
}
