import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { changed } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { Organization, UpdateOrganization } from "../contract.ts";
import { changeTimeZone } from "./change-time-zone.ts";
import { lockOrganization } from "./lock-organization.ts";
import { presentOrganization } from "./read-organization.ts";

export const updateOrganization = operation({
  name: "organization.update",
  summary: "Changes an organization's name or time zone.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, ""),
  permission: "organization:update",
  input: UpdateOrganization,
  output: Organization,
  example: () => ({ input: { name: "A New Name" } }),
  async run({ db, organization, actor, permissions, audit, request }, changes) {
    const before = await lockOrganization(db, organization.id);
    checkVersion(request, before.version);
    await db
      .updateTable("organizations")
      .set({ ...changes, updated_at: new Date(), version: sql`version + 1` })
      .where("id", "=", organization.id)
      .execute();
    const { time_zone: zone } = changes;
    if (zone !== undefined && zone !== before.time_zone) await changeTimeZone(db, organization.id, zone);
    const changed = Object.keys(changes) as (keyof typeof changes)[];
    audit({
      target: { type: "organization", id: organization.id, label: changes.name ?? before.name },
      before: Object.fromEntries(changed.map((field) => [field, before[field]])),
      after: changes,
    });
    return presentOrganization(db, organization.id, actor, permissions);
  },
});
