import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockAsGiver } from "../lock-as-giver.ts";
import { conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { say } from "#platform/sentence.ts";
import { CreateRole, customRolesMax, OrganizationRole } from "../../contract.ts";
import { readTicked, requireFreeName } from "./check-role.ts";
import { countHolders, presentRole } from "./present-role.ts";

export const createRole = operation({
  name: "role.create",
  summary: "Creates a role from permissions that the caller has. Every role can also read the organization.",
  scope: "organization",
  kind: "write",
  says: (entry) => `created the role${named(entry)}`,
  permission: "role:create",
  input: CreateRole,
  output: OrganizationRole,
  status: 201,
  example: () => ({
    input: { name: "Support", description: "Reads what visitors ask.", permissions: ["project:read", "conversation:read"] },
  }),
  async run({ db, organization, actor, permissions, product, audit }, { name, description = null, permissions: ticked }) {
    const giver = await lockAsGiver(db, organization.id, actor, permissions, "role:create");
    const given = readTicked(ticked, giver);
    await requireFreeName(db, organization.id, name);
    const { count } = await db
      .selectFrom("custom_roles")
      .select((query) => query.fn.countAll<number>().as("count"))
      .where("organization_id", "=", organization.id)
      .executeTakeFirstOrThrow();
    if (count >= customRolesMax) throw conflict(say`An organization has at most ${customRolesMax} roles of its own.`);
    const row = await db
      .insertInto("custom_roles")
      .values({ organization_id: organization.id, id: newId("rol"), name, description, permissions: given, created_by: actor.id })
      .returningAll()
      .executeTakeFirstOrThrow();
    audit({ target: { type: "role", id: row.id, label: name }, after: { name, description, permissions: given } });
    return presentRole(row, await countHolders(db, product, organization.id, row.id));
  },
});
