import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockAsGiver } from "../lock-as-giver.ts";
import { OrganizationRole, UpdateRole } from "../../contract.ts";
import { readTicked, requireAuthority, requireFreeName } from "./check-role.ts";
import { countHolders, findCustomRole, presentRole, type RoleRow } from "./present-role.ts";

export const updateRole = operation({
  name: "role.update",
  summary: "Changes a role of the organization, at once for all who hold it. Never one's own, nor beyond what the caller may.",
  scope: "organization",
  kind: "write",
  changesRights: ["permissions"],
  says: (entry) => changed(entry, `the role${named(entry)}`),
  permission: "role:update",
  params: ["role_id"],
  input: UpdateRole,
  output: OrganizationRole,
  example: ({ role_id }) => ({ params: { role_id }, input: { permissions: ["project:read"] } }),
  async run({ db, organization, actor, permissions, params, product, audit, request }, { name, description, permissions: ticked }) {
    const giver = await lockAsGiver(db, organization.id, actor, permissions, "role:update");
    const before = await findCustomRole(db, organization.id, params.role_id);
    requireAuthority(before, giver);
    checkVersion(request, before.version);
    if (name !== undefined) await requireFreeName(db, organization.id, name, before.id);
    const next = {
      name: name ?? before.name,
      description: description === undefined ? before.description : description,
      permissions: ticked === undefined ? before.permissions : readTicked(ticked, giver),
    };
    if (isDeepStrictEqual(next, auditedFields(before))) {
      audit(null);
      return presentRole(before, await countHolders(db, product, organization.id, before.id));
    }
    const row = await db
      .updateTable("custom_roles")
      .set({ ...next, version: sql`version + 1`, updated_at: new Date() })
      .where("organization_id", "=", organization.id)
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    audit({ target: { type: "role", id: row.id, label: row.name }, before: auditedFields(before), after: auditedFields(row) });
    return presentRole(row, await countHolders(db, product, organization.id, row.id));
  },
});

const auditedFields = ({ name, description, permissions }: RoleRow) => ({ name, description, permissions });
