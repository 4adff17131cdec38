import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { ListHead } from "#browser/ui/list-head.tsx";
import { useChoice } from "#browser/ui/use-choice.ts";
import { useRoles } from "./roles/roles.ts";
import type { Member } from "../contract.ts";
import { MemberTable } from "./member-table.tsx";
import { firstPages, useMembersSearch } from "./members-search-params.ts";
import { staleByMembers } from "./members-query.ts";
import { t } from "./messages.ts";
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
      act: (count: number) => t("memberList.remove", { count }),
      ask: (count: number) => t("memberList.removeTitle", { count }),
      done: (count: number) => t("memberList.removed", { count, name }),
      partly: (done: number, all: number) => t("memberList.partlyRemoved", { done, all, name }),
    },
    nameOf: ({ user }: Member) => (user.name ? `${user.name} (${user.email})` : user.email),
    sentence: <WhatGoesWithMembers />,
    act: (member: Member) => organizationApi(id)(`/members/${member.id}`, z.null(), { method: "DELETE" }),
    refresh,
  };
  return (
    <>
      <ListHead total={total} counted={(count) => t("memberList.counted", { count })} bulk={mayRemove ? bulk : undefined} />
      <MemberTable members={members} sort={sort} onSort={(next) => go({ sort: next, ...firstPages })} choice={choice} />
    </>
  );
}
