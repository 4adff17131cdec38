import { operation } from "#access/operation.ts";
import { checkVersion } from "#access/version.ts";
import { changedSettings } from "../../contract/compare-settings.ts";
import { ChangeSettings } from "../../contract/settings.ts";
import { AgentDraft } from "../../contract/versions.ts";
import { findAgent } from "../find-agent.ts";
import { checkSettings } from "./check-settings.ts";
import { readDraft, writeDraft } from "./draft-row.ts";
import { settingsOf } from "./settings-of.ts";

export const updateAgentDraft = operation({
  name: "agent.update_draft",
  summary:
    "Changes an agent's draft; visitors notice nothing before it is published. A field that is set to what is published is no longer part of the draft.",
  scope: "organization",
  kind: "write",
  // A draft saves itself while somebody types. What came of it is in the entry of its publication.
  says: null,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: ChangeSettings,
  output: AgentDraft,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id }, input: { greeting: "What can I find for you?" } }),
  async run({ platform, db, organization, actor, params, request, audit, tell }, changes) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id, "lock");
    const before = await readDraft(db, agent);
    checkVersion(request, before.version);
    audit(null);
    const wanted = await checkSettings({ db, platform }, agent, settingsOf({ ...before.settings, ...changes }), before.settings);
    if (changedSettings(before.settings, wanted).length === 0) return before;
    await writeDraft(db, agent, wanted, actor);
    await tell(draftChanged(agent));
    return readDraft(db, agent);
  },
});

/** Everybody who has the draft open hears of it. */
const draftChanged = ({ id, project_id }: { id: string; project_id: string }) => ({
  name: "agent.update_draft",
  target: { type: "agent", id },
  changed: ["draft"],
  within: { project_id },
});
