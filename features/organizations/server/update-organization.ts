import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { checkVersion } from "#access/version.ts";
import { Organization, UpdateOrganization } from "../contract.ts";
import { lockOrganization } from "./lock-organization.ts";
import { presentOrganization } from "./read-organization.ts";

export const updateOrganization = operation({
  name: "organization.update",
  summary: "Renames an organization.",
  scope: "organization",
  kind: "write",
  permission: "organization:update",
  input: UpdateOrganization,
  output: Organization,
  example: () => ({ input: { name: "A New Name" } }),
  async run({ db, organization, actor, permissions, audit, request }, { name }) {
    const before = await lockOrganization(db, organization.id);
    checkVersion(request, before.version);
    await db
      .updateTable("organizations")
      .set({ name, updated_at: new Date(), version: sql`version + 1` })
      .where("id", "=", organization.id)
      .execute();
    audit({
      target: { type: "organization", id: organization.id, label: name },
      before: { name: before.name },
      after: { name },
    });
    return presentOrganization(db, organization.id, actor, permissions);
  },
});
