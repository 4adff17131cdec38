import { Ago } from "#dashboard/ui/ago.tsx";
import { formatDateTime, formatUntil } from "#dashboard/ui/format.ts";
import { StatusBadge } from "#dashboard/ui/status-badge.tsx";
import { Table, type Column } from "#dashboard/ui/table.tsx";
import { roleName } from "#dashboard/api/who-may.ts";
import type { Invitation } from "../contract.ts";
import { InvitationMenu } from "./invitation-menu.tsx";
import { PersonCell } from "./person-cell.tsx";

const columns: Column<Invitation>[] = [
  {
    id: "name",
    head: "Address",
    phone: "title",
    cell: ({ email, invited_by }) => (
      <PersonCell name={email} below={invited_by ? `Invited by ${invited_by.name}` : "Invited by the operator"} />
    ),
  },
  {
    id: "role",
    head: "Role",
    width: "17%",
    phone: "second",
    cell: ({ role, role_name }) => <span className="md:px-[11px]">{role_name ?? roleName(role)}</span>,
  },
  { id: "status", head: "Status", width: "12%", phone: "right", cell: (invitation) => <Status invitation={invitation} /> },
  {
    id: "sent",
    head: "Sent",
    width: "14%",
    phone: "hidden",
    cell: ({ last_sent_at, created_at }) => (
      <span className="inline-block text-soft first-letter:uppercase">
        {last_sent_at ? <Ago time={last_sent_at} /> : <span title={`Made on ${formatDateTime(created_at)}`}>By link</span>}
      </span>
    ),
  },
  { id: "expires", head: "Expires", width: "13%", phone: "second", cell: (invitation) => <Expiry invitation={invitation} /> },
  {
    id: "actions",
    head: <span className="sr-only">Actions</span>,
    width: "64px",
    align: "right",
    phone: "right",
    cell: (invitation) => <InvitationMenu invitation={invitation} />,
  },
];

/** Who is asked to join and has not answered. */
export function InvitationTable({ invitations }: { invitations: readonly Invitation[] }) {
  return <Table label="Pending invitations" columns={columns} rows={invitations} rowKey={({ id }) => id} />;
}

function Status({ invitation: { status } }: { invitation: Invitation }) {
  return status === "expired" ? <StatusBadge tone="warn">Expired</StatusBadge> : <StatusBadge tone="accent">Invited</StatusBadge>;
}

/** One whose inviter may not invite so any more has expired before its time. */
function Expiry({ invitation: { status, expires_at } }: { invitation: Invitation }) {
  if (status === "expired") return <span className="text-soft">Resend to renew</span>;
  if (expires_at === null) return <span className="text-soft">Never</span>;
  return (
    <time
      dateTime={expires_at}
      title={formatDateTime(expires_at)}
      className="inline-block whitespace-nowrap text-soft first-letter:uppercase"
    >
      {formatUntil(expires_at)}
    </time>
  );
}
