import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { conflict } from "#platform/errors.ts";
import { AgentVersion, RollBack } from "../../contract/versions.ts";
import { changedSettings } from "../../contract/compare-settings.ts";
import { findAgent } from "../find-agent.ts";
import { addVersion } from "./add-version.ts";
import { findVersion } from "./find-version.ts";
import { publication, settingsTold, versionOf } from "./publication.ts";
import { settingsOf } from "./settings-of.ts";

export const rollBackAgent = operation({
  name: "agent.roll_back",
  summary: "Publishes the settings of an earlier version again, as a version of its own. The draft stays.",
  scope: "organization",
  kind: "write",
  says: (entry) => `rolled the chat agent${named(entry)} back to ${versionOf(entry, "restores")}${settingsTold(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: RollBack,
  output: AgentVersion,
  status: 201,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id }, input: { version: 1 } }),
  async run({ db, organization, actor, params, audit }, { version: number }) {
    const before = await findAgent(db, organization.id, params.project_id, params.agent_id, "lock");
    const { settings } = await findVersion(db, before, number);
    if (changedSettings(settingsOf(before), settings).length === 0)
      throw conflict("What is published is the same as this version. There is nothing to roll back.");
    const after = await addVersion(db, before, { settings, by: actor, restores: number });
    const record = publication(before, after);
    audit({ ...record, after: { ...record.after, restores: number } });
    return findVersion(db, after, after.published_version);
  },
});
