import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useOrganization } from "#dashboard/api/organization.ts";
import { useMe } from "#dashboard/api/session.ts";
import { Ago } from "#dashboard/ui/ago.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { EmptyState } from "#dashboard/ui/empty-state.tsx";
import { formatCount } from "#dashboard/ui/format.ts";
import { Initials } from "#dashboard/ui/initials.tsx";
import { Loaded } from "#dashboard/ui/loaded.tsx";
import { Page } from "#dashboard/ui/page.tsx";
import { Pager } from "#dashboard/ui/pager.tsx";
import { SearchField } from "#dashboard/ui/search-field.tsx";
import { SkeletonRows } from "#dashboard/ui/skeleton.tsx";
import { Table, type Column } from "#dashboard/ui/table.tsx";
import type { Member } from "../contract.ts";
import { MemberMenu } from "./member-menu.tsx";
import { MemberRole } from "./member-role.tsx";
import { membersPerPage, membersQuery } from "./members-query.ts";

const columns: Column<Member>[] = [
  { id: "name", head: "Name", phone: "title", cell: (member) => <Person member={member} /> },
  { id: "role", head: "Role", width: "24%", phone: "right", cell: (member) => <MemberRole member={member} /> },
  { id: "active", head: "Last active", width: "22%", phone: "hidden", cell: (member) => <LastActive member={member} /> },
  {
    id: "actions",
    head: <span className="sr-only">Actions</span>,
    width: "64px",
    align: "right",
    phone: "right",
    cell: (member) => <MemberMenu member={member} />,
  },
];

/** Who works in the organization, and as what. */
export function MembersPage() {
  const organization = useOrganization();
  const [words, setWords] = useState("");
  const [page, setPage] = useState(1);
  const query = useDeferredValue(words.trim()) || undefined;
  const members = useQuery(membersQuery(organization.id, { page, query }));
  const total = members.data?.total ?? 0;
  const search = (next: string) => {
    setPage(1);
    setWords(next);
  };

  return (
    <Page
      title="Team Members"
      sentence={
        query === undefined && total > 0
          ? `${formatCount(total, "person works", "people work")} in ${organization.name}. A role counts in every project.`
          : "Who works in the organization. A role counts in every project."
      }
      actions={<SearchField label="Search members" value={words} onChange={search} />}
    >
      <Loaded query={members} what="The members" permission="member:list" skeleton={<SkeletonRows />}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState icon={SearchX} title="Nobody has this name" action={<Button onClick={() => search("")}>Show all</Button>}>
              The search looks at names and e-mail addresses.
            </EmptyState>
          ) : (
            <Table label="Team members" columns={columns} rows={data} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
      <Pager page={page} perPage={membersPerPage} total={total} onChange={setPage} />
    </Page>
  );
}

function Person({ member: { user } }: { member: Member }) {
  const isMe = useMe().user.id === user.id;
  return (
    <div className="flex min-w-0 items-center gap-2.5 py-0.5">
      <Initials name={user.name || user.email} look="person" size="medium" />
      <div className="min-w-0">
        <div className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
          {user.name}
          {isMe && <span className="font-normal text-soft"> (you)</span>}
        </div>
        <div title={user.email} className="text-sm text-soft max-md:truncate md:[overflow-wrap:anywhere]">
          {user.email}
        </div>
      </div>
    </div>
  );
}

/** One's own last act is the one that shows this page. */
function LastActive({ member: { user, last_active_at } }: { member: Member }) {
  const isMe = useMe().user.id === user.id;
  return <span className="inline-block text-soft first-letter:uppercase">{isMe ? "Now" : <Ago time={last_active_at} />}</span>;
}
