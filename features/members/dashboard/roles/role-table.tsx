import { everyPermission } from "#access/permissions.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { useRoles, type KnownRole } from "./roles.ts";
import { formatCount } from "#browser/ui/format.ts";
import { Table, type Column } from "#browser/ui/table.tsx";
import { useDescribeRole } from "./role-options.ts";
import { RoleMenu } from "./role-menu.tsx";

const columns: Column<KnownRole>[] = [
  { id: "name", head: "Name", phone: "title", cell: (role) => <Name role={role} /> },
  { id: "may", head: "Permissions", width: "16%", phone: "second", cell: (role) => <Extent role={role} /> },
  { id: "members", head: "Members", width: "22%", phone: "second", cell: (role) => <Members role={role} /> },
  {
    id: "actions",
    head: <span className="sr-only">Actions</span>,
    width: "64px",
    align: "right",
    phone: "right",
    cell: (role) => <RoleMenu role={role} />,
  },
];

/** Each role with what it is for and how many hold it. */
export function RoleTable() {
  return <Table label="Roles" columns={columns} rows={useRoles()} rowKey={({ id }) => id} />;
}

function Name({ role }: { role: KnownRole }) {
  const isMine = useOrganization().role === role.id;
  const sentence = useDescribeRole()(role);
  return (
    <div className="min-w-0 py-0.5">
      <div className="font-medium wrap-anywhere">
        <bdi>{role.name}</bdi>
        {isMine && <span className="font-normal text-soft"> (your role)</span>}
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
  return (
    <span className="whitespace-nowrap tabular-nums">
      {count === all ? `All ${all}` : `${count} of ${all}`}
      <span className="md:hidden"> permissions</span>
    </span>
  );
}

function Members({ role: { member_count, invitation_count } }: { role: KnownRole }) {
  return (
    <span className="tabular-nums">
      {formatCount(member_count, "member")}
      {invitation_count > 0 && <span className="text-soft">, {invitation_count} invited</span>}
    </span>
  );
}
