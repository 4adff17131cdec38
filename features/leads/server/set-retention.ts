import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import { LeadSettings, SetRetention } from "../contract.ts";
import { presentSettings, readSettings, saveSettings } from "./lead-settings.ts";

export const setRetention = operation({
  name: "retention.set",
  summary:
    "Sets after how many days without a word from a visitor a project removes what they said and who they were; null: never. Figures stay.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the retention of the project${named(entry)}`),
  permission: "lead:delete",
  params: ["project_id"],
  input: SetRetention,
  output: LeadSettings,
  example: ({ project_id }) => ({ params: { project_id }, input: { days: 365 } }),
  async run({ db, organization, params, audit, request }, { days }) {
    const project = await lockProjectToCount(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: project.id };
    const before = await readSettings(db, place);
    checkVersion(request, before.version);
    if (days === before.retention_days) {
      audit(null);
      return presentSettings(db, place, before);
    }
    const saved = await saveSettings(db, place, { ...before, retention_days: days });
    audit({
      target: { type: "project", id: project.id, label: project.name },
      before: { days: before.retention_days },
      after: { days },
    });
    return presentSettings(db, place, saved);
  },
});
