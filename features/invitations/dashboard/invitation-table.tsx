import { translate } from "#browser/translate.ts";
import { useIsMailing } from "#browser/api/session.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { formatDateTime, formatUntil } from "#browser/ui/format.ts";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import { phone, useMediaQuery } from "#browser/ui/use-media-query.ts";
import type { Invitation } from "../contract.ts";
import { InvitationMenu } from "./invitation-menu.tsx";
import { InvitationRole } from "./invitation-role.tsx";
import { PersonCell } from "#features/members/dashboard/person-cell.tsx";
import { t } from "./messages.ts";

const columnsOf = (isMailing: boolean): Column<Invitation>[] => [
  { id: "name", head: t("invitationTable.address"), phone: "title", cell: (invitation) => <Invited invitation={invitation} /> },
  {
    id: "role",
    head: t("invitationTable.role"),
    width: "17%",
    phone: "hidden",
    cell: (invitation) => <InvitationRole invitation={invitation} />,
  },
  {
    id: "status",
    head: t("invitationTable.status"),
    width: "12%",
    phone: "right",
    cell: (invitation) => <Status invitation={invitation} />,
  },
  {
    id: "sent",
    head: isMailing ? t("invitationTable.sent") : t("invitationTable.created"),
    width: "14%",
    phone: "hidden",
    cell: ({ last_sent_at, created_at }) => (
      <span className="inline-block text-soft first-letter:uppercase">
        {!isMailing && <Ago time={last_sent_at ?? created_at} />}
        {isMailing && last_sent_at && <Ago time={last_sent_at} />}
        {isMailing && !last_sent_at && (
          <span title={t("invitationTable.createdOn", { createdAt: formatDateTime(created_at) })}>{t("invitationTable.byLink")}</span>
        )}
      </span>
    ),
  },
  {
    id: "expires",
    head: t("invitationTable.expires"),
    width: "13%",
    phone: "hidden",
    cell: (invitation) => <Expiry invitation={invitation} />,
  },
  {
    id: "actions",
    head: <span className="sr-only">{t("invitationTable.actions")}</span>,
    width: "64px",
    align: "right",
    phone: "right",
    cell: (invitation) => <InvitationMenu invitation={invitation} />,
  },
];

/** Who is asked to join and has not answered. */
export function InvitationTable({ invitations }: { invitations: readonly Invitation[] }) {
  const isMailing = useIsMailing();
  return (
    <Table label={t("invitationTable.pendingInvitations")} columns={columnsOf(isMailing)} rows={invitations} rowKey={({ id }) => id} />
  );
}

/** Below the address stands who invites; on a phone what the hidden columns say. */
function Invited({ invitation }: { invitation: Invitation }) {
  const { email, invited_by, role_name } = invitation;
  const isPhone = useMediaQuery(phone);
  return (
    <PersonCell
      name={email}
      below={
        isPhone ? (
          <>
            <bdi>{translate(role_name)}</bdi> · <Expiry invitation={invitation} />
          </>
        ) : invited_by === null ? (
          t("invitationTable.invitedByOperator")
        ) : (
          t("invitationTable.invitedBy", { name: invited_by.name })
        )
      }
    />
  );
}

function Status({ invitation: { status } }: { invitation: Invitation }) {
  return status === "expired" ? (
    <StatusBadge tone="warn">{t("invitationTable.expired")}</StatusBadge>
  ) : (
    <StatusBadge tone="accent">{t("invitationTable.invited")}</StatusBadge>
  );
}

/** One whose inviter left, or may not invite so any more, is over before its time. */
function Expiry({ invitation: { status, expires_at } }: { invitation: Invitation }) {
  if (expires_at === null)
    return <span className="text-soft">{status === "expired" ? t("invitationTable.inviterLeft") : t("invitationTable.never")}</span>;
  const until = formatUntil(expires_at);
  if (status === "expired" && until !== null) return <span className="text-soft">{t("invitationTable.inviterLeft")}</span>;
  if (until === null)
    return (
      <span className="inline-block text-soft first-letter:uppercase">
        <Ago time={expires_at} />
      </span>
    );
  return (
    <time
      dateTime={expires_at}
      title={formatDateTime(expires_at)}
      className="inline-block whitespace-nowrap text-soft first-letter:uppercase"
    >
      {until}
    </time>
  );
}
