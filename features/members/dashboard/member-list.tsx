import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { ListHead } from "#browser/ui/list-head.tsx";
import { useChoice } from "#browser/ui/use-choice.ts";
import { formatCount } from "#browser/ui/format.ts";
import { useRoles } from "./roles/roles.ts";
import type { Member } from "../contract.ts";
import { MemberTable } from "./member-table.tsx";
import { firstPages, useMembersSearch } from "./members-search-params.ts";
import { staleByMembers } from "./members-query.ts";
import { WhatGoesWithMembers } from "./what-goes-with-members.tsx";

/** The members of a page: how many there are, in which order, and several removed at once. */
export function MemberList({ members, total }: { members: readonly Member[]; total: number }) {
  const { id, name } = useOrganization();
  const {
    search: { sort },
    go,
  } = useMembersSearch();
  const refresh = useRefresh(...staleByMembers(id));
  const mayRemove = useCan()("member:remove");
  const me = useMe().user.id;
  const below = new Set(useRoles().flatMap((role) => (role.mayGive ? role.id : [])));
  const choice = useChoice(members, ({ user, role }) => mayRemove && user.id !== me && below.has(role));
  const bulk = {
    choice,
    says: {
      act: (count: number) => `Remove ${formatCount(count, "member")}`,
      ask: (count: number) => `Remove ${formatCount(count, "member")}?`,
      done: (count: number) => `${formatCount(count, "member is", "members are")} removed from ${name}.`,
      partly: (done: number, all: number) => `${done} of ${all} were removed from ${name}.`,
    },
    nameOf: ({ user }: Member) => (user.name ? `${user.name} (${user.email})` : user.email),
    sentence: <WhatGoesWithMembers />,
    act: (member: Member) => organizationApi(id)(`/members/${member.id}`, z.null(), { method: "DELETE" }),
    refresh,
  };
  return (
    <>
      <ListHead total={total} counted={(count) => formatCount(count, "member", "members")} bulk={mayRemove ? bulk : undefined} />
      <MemberTable members={members} sort={sort} onSort={(next) => go({ sort: next, ...firstPages })} choice={choice} />
    </>
  );
}
