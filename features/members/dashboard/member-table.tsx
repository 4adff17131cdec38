import { useMe } from "#browser/api/session.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { formatDate, formatDateTime } from "#browser/ui/format.ts";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { sortingOf, sortOf, Table, type Column } from "#browser/ui/table.tsx";
import type { Choice } from "#browser/ui/use-choice.ts";
import { MemberSort, type Member } from "../contract.ts";
import { MemberMenu } from "./member-menu.tsx";
import { MemberRole } from "./member-role.tsx";
import { t } from "./messages.ts";
import { PersonCell } from "./person-cell.tsx";

const columns: Column<Member>[] = [
  { id: "name", head: t("memberTable.name"), sort: "ascending", phone: "title", cell: (member) => <Person member={member} /> },
  {
    id: "role",
    head: t("memberTable.role"),
    sort: "ascending",
    width: "17%",
    phone: "right",
    cell: (member) => <MemberRole member={member} />,
  },
  {
    id: "status",
    head: t("memberTable.status"),
    width: "12%",
    phone: "hidden",
    cell: () => <StatusBadge tone="good">{t("memberTable.active")}</StatusBadge>,
  },
  {
    id: "last_active_at",
    head: t("memberTable.lastActive"),
    sort: "descending",
    width: "14%",
    phone: "hidden",
    cell: (member) => <LastActive member={member} />,
  },
  {
    id: "joined_at",
    head: t("memberTable.joined"),
    sort: "descending",
    width: "13%",
    phone: "hidden",
    cell: ({ joined_at }) => (
      <time dateTime={joined_at} title={formatDateTime(joined_at)} className="whitespace-nowrap text-soft">
        {formatDate(joined_at)}
      </time>
    ),
  },
  {
    id: "actions",
    head: <span className="sr-only">{t("memberTable.actions")}</span>,
    width: "64px",
    align: "right",
    phone: "right",
    cell: (member) => <MemberMenu member={member} />,
  },
];

/** The members of a page, sorted by a click on a column's head. */
export function MemberTable({
  members,
  sort,
  onSort,
  choice,
}: {
  members: readonly Member[];
  sort: MemberSort;
  onSort: (sort: MemberSort) => void;
  choice: Choice<Member>;
}) {
  return (
    <Table
      label={t("memberTable.teamMembers")}
      columns={columns}
      rows={members}
      rowKey={({ id }) => id}
      sorting={sortingOf(sort)}
      onSort={(sorting) => onSort(MemberSort.parse(sortOf(sorting)))}
      choice={choice}
      nameOf={({ user }) => user.name || user.email}
    />
  );
}

function Person({ member: { user } }: { member: Member }) {
  const isMe = useMe().user.id === user.id;
  return (
    <PersonCell
      name={user.name || user.email}
      {...(isMe ? { note: t("memberTable.you") } : {})}
      below={<span title={user.email}>{user.email}</span>}
    />
  );
}

/** One's own last act is the one that shows this page. */
function LastActive({ member: { user, last_active_at, last_sign_in_at } }: { member: Member }) {
  const isMe = useMe().user.id === user.id;
  return (
    <div className="py-1 text-soft">
      <span className="inline-block first-letter:uppercase">{isMe ? t("memberTable.now") : <Ago time={last_active_at} />}</span>
      {last_sign_in_at && <div className="text-sm">{t.rich("memberTable.signedIn", { ago: () => <Ago time={last_sign_in_at} /> })}</div>}
    </div>
  );
}
