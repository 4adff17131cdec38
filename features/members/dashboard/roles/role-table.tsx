import type { ReactNode } from "react";
import { everyPermission } from "#access/permissions.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { useRoles, type KnownRole } from "./roles.ts";
import { Table, type Column } from "#browser/ui/table.tsx";
import { t } from "../messages.ts";
import { useDescribeRole } from "./role-options.ts";
import { RoleMenu } from "./role-menu.tsx";

const columns: Column<KnownRole>[] = [
  { id: "name", head: t("roleTable.name"), phone: "title", cell: (role) => <Name role={role} /> },
  { id: "may", head: t("roleTable.permissions"), width: "16%", phone: "second", cell: (role) => <Extent role={role} /> },
  { id: "members", head: t("roleTable.members"), width: "22%", phone: "second", cell: (role) => <Members role={role} /> },
  {
    id: "actions",
    head: <span className="sr-only">{t("roleTable.actions")}</span>,
    width: "64px",
    align: "right",
    phone: "right",
    cell: (role) => <RoleMenu role={role} />,
  },
];

/** Each role with what it is for and how many hold it. */
export function RoleTable() {
  return <Table label={t("roleTable.roles")} columns={columns} rows={useRoles()} rowKey={({ id }) => id} />;
}

function Name({ role }: { role: KnownRole }) {
  const isMine = useOrganization().role === role.id;
  const sentence = useDescribeRole()(role);
  return (
    <div className="min-w-0 py-0.5">
      <div className="font-medium wrap-anywhere">
        {isMine ? (
          t.rich("roleTable.mine", {
            name: () => <bdi>{role.name}</bdi>,
            soft: (text) => <span className="font-normal text-soft">{text}</span>,
          })
        ) : (
          <bdi>{role.name}</bdi>
        )}
      </div>
      {sentence && (
        <div dir="auto" className="text-left text-sm text-soft wrap-anywhere">
          {sentence}
        </div>
      )}
    </div>
  );
}

const all = everyPermission.length;

function Extent({ role: { held } }: { role: KnownRole }) {
  const count = held.size;
  const onPhone = { phone: (text: ReactNode) => <span className="md:hidden">{text}</span> };
  return (
    <span className="whitespace-nowrap tabular-nums">
      {count === all ? t.rich("roleTable.all", { all, ...onPhone }) : t.rich("roleTable.some", { count, all, ...onPhone })}
    </span>
  );
}

function Members({ role: { member_count, invitation_count } }: { role: KnownRole }) {
  return (
    <span className="tabular-nums">
      {invitation_count === 0
        ? t("roleTable.counted", { count: member_count })
        : t.rich("roleTable.invited", {
            count: member_count,
            invited: invitation_count,
            soft: (text) => <span className="text-soft">{text}</span>,
          })}
    </span>
  );
}
