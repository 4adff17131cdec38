import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { findAgent } from "../find-agent.ts";
import { readDraft, writeDraft } from "./draft-row.ts";
import { settingsOf } from "./settings-of.ts";

export const discardDraft = operation({
  name: "agent.discard_draft",
  summary: "Discards what is not published of an agent. The published version stays as it is.",
  scope: "organization",
  kind: "write",
  says: (entry) => `discarded the draft of the chat agent${named(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, actor, params, request, audit }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id, "lock");
    const { version, changed } = await readDraft(db, agent);
    checkVersion(request, version);
    if (changed.length === 0) {
      audit(null);
      return null;
    }
    await writeDraft(db, agent, settingsOf(agent), actor);
    audit({ target: { type: "agent", id: agent.id, label: agent.name }, before: { draft: changed }, after: { draft: [] } });
    return null;
  },
});
