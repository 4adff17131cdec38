import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import { LeadSettings, UpdateLeadFields, type LeadField } from "../contract.ts";
import { namesInUse, presentSettings, readSettings, saveSettings } from "./lead-settings.ts";
import { mergeFields } from "./merge-fields.ts";

export const updateLeadFields = operation({
  name: "lead.update_fields",
  summary:
    "Sets a project's own fields for leads: the whole list in its order. A field of which a lead has a value cannot be left out and keeps its kind; archive it instead.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the leads of the project${named(entry)}`),
  permission: "project:update",
  params: ["project_id"],
  input: UpdateLeadFields,
  output: LeadSettings,
  example: ({ project_id }) => ({ params: { project_id }, input: { fields: [{ label: "Company", kind: "text" }] } }),
  async run({ db, organization, params, audit, request }, wanted) {
    const project = await lockProjectToCount(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: project.id };
    const before = await readSettings(db, place);
    checkVersion(request, before.version);
    const fields = mergeFields(before.fields, wanted.fields, await namesInUse(db, place));
    if (JSON.stringify(fields) === JSON.stringify(before.fields)) {
      audit(null);
      return presentSettings(db, place, before);
    }
    const saved = await saveSettings(db, place, { ...before, fields });
    audit({
      target: { type: "project", id: project.id, label: project.name },
      before: { fields: told(before.fields) },
      after: { fields: told(fields) },
    });
    return presentSettings(db, place, saved);
  },
});

/** For the audit log: names of fields, and no label or choice. */
const told = (fields: readonly LeadField[]) => fields.map(({ name, archived }) => (archived ? `${name} (archived)` : name));
