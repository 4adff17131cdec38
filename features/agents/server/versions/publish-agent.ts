import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { conflict } from "#platform/errors.ts";
import { AgentVersion, PublishDraft } from "../../contract/versions.ts";
import { findAgent } from "../find-agent.ts";
import { addVersion } from "./add-version.ts";
import { readDraft, writeDraft } from "./draft-row.ts";
import { findVersion } from "./find-version.ts";
import { publication, settingsTold, versionOf } from "./publication.ts";

export const publishAgent = operation({
  name: "agent.publish",
  summary: "Publishes an agent's draft as its next version, which answers visitors from their next question on.",
  scope: "organization",
  kind: "write",
  says: (entry) => `published ${versionOf(entry, "published_version")} of the chat agent${named(entry)}${settingsTold(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: PublishDraft,
  output: AgentVersion,
  status: 201,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id }, input: { note: "A friendlier greeting." } }),
  async run({ db, product, organization, actor, params, request, audit }, { note }) {
    const before = await findAgent(db, organization.id, params.project_id, params.agent_id, "lock");
    const draft = await readDraft(db, before);
    checkVersion(request, draft.version);
    if (draft.changed.length === 0) throw conflict("There is nothing to publish: the draft is the same as the published version.");
    if (before.requires_checks) {
      const place = { organizationId: organization.id, projectId: before.project_id, agentId: before.id };
      const why = await product.holdsBack(db, { ...place, draftVersion: draft.version, publishedVersion: before.published_version });
      if (why) throw conflict(why);
    }
    const { settings } = draft;
    const after = await addVersion(db, before, { settings, by: actor, note: note ?? null });
    await writeDraft(db, after, settings, actor);
    audit(publication(before, after));
    return findVersion(db, after, after.published_version);
  },
});
