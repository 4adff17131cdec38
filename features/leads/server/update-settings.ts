import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { findProject, lockProjectToCount } from "#features/projects/server/find-project.ts";
import { forbidden } from "#platform/errors.ts";
import { LeadSettings, UpdateLeadSettings } from "../contract.ts";
import { mergeFields } from "./merge-fields.ts";
import { keysInUse, readSettings, type StoredSettings } from "./lead-settings.ts";

export const readLeadSettings = operation({
  name: "lead.read_settings",
  summary: "Which fields of its own a project has for leads, and for how many days the texts of visitors are kept.",
  scope: "organization",
  kind: "read",
  permission: "lead:read",
  params: ["project_id"],
  input: z.object({}),
  output: LeadSettings,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }) {
    const project = await findProject(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: project.id };
    return present(await readSettings(db, place), await keysInUse(db, place));
  },
});

export const updateLeadSettings = operation({
  name: "lead.update_settings",
  summary:
    "Changes a project's fields for leads, which takes `project:update`, or how long the texts of visitors are kept, which takes `lead:delete`. `fields` is the whole list. A field of which a lead has a value cannot be left out and keeps its kind; archive it instead.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `what is kept of leads in the project${named(entry)}`),
  permission: "lead:update",
  alsoAsks: ["project:update", "lead:delete"],
  params: ["project_id"],
  input: UpdateLeadSettings,
  output: LeadSettings,
  example: ({ project_id }) => ({
    params: { project_id },
    input: { fields: [{ label: "Company", kind: "text" }], retention_days: 365 },
  }),
  async run({ db, organization, params, permissions, audit, request }, wanted) {
    if (wanted.fields && !permissions.has("project:update")) throw forbidden("Your role does not let you change the fields of a project.");
    if (wanted.retention_days !== undefined && !permissions.has("lead:delete"))
      throw forbidden("Your role does not let you set how long texts are kept.");
    const project = await lockProjectToCount(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: project.id };
    const before = await readSettings(db, place);
    checkVersion(request, before.version);
    const inUse = await keysInUse(db, place);
    const after: StoredSettings = {
      ...before,
      ...(wanted.fields && { fields: mergeFields(before.fields, wanted.fields, inUse) }),
      ...(wanted.retention_days !== undefined && { retention_days: wanted.retention_days }),
    };
    const [was, is] = [told(before), told(after)];
    if (JSON.stringify(was) === JSON.stringify(is) && JSON.stringify(before.fields) === JSON.stringify(after.fields)) {
      audit(null);
      return present(before, inUse);
    }
    const values = { fields: JSON.stringify(after.fields), retention_days: after.retention_days };
    const { version } = await db
      .insertInto("lead_settings")
      .values({ organization_id: organization.id, project_id: project.id, ...values })
      .onConflict((at) =>
        at
          .columns(["organization_id", "project_id"])
          .doUpdateSet({ ...values, version: sql`lead_settings.version + 1`, updated_at: sql`now()` }),
      )
      .returning("version")
      .executeTakeFirstOrThrow();
    audit({
      target: { type: "project", id: project.id, label: project.name },
      before: { fields: was.fields, retention_days: was.retention_days },
      after: { fields: is.fields, retention_days: is.retention_days },
    });
    return present({ ...after, version }, inUse);
  },
});

/** For the audit log: the keys of fields, and no label or choice. */
const told = ({ fields, retention_days }: StoredSettings) => ({
  fields: fields.map(({ key, archived }) => (archived ? `${key} (archived)` : key)),
  retention_days,
});

function present({ fields, ...settings }: StoredSettings, inUse: ReadonlySet<string>): LeadSettings {
  return { ...settings, fields: fields.map((field) => ({ ...field, in_use: inUse.has(field.key) })) };
}
