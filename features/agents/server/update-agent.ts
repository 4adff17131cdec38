import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import type { Db } from "#platform/database/transaction.ts";
import { Agent, UpdateAgent } from "../contract.ts";
import { changedSettings } from "../contract/compare-settings.ts";
import { findAgent, presentAgent, type AgentRow } from "./find-agent.ts";
import { addVersion } from "./versions/add-version.ts";
import { checkSettings } from "./versions/check-settings.ts";
import { settingsOf } from "./versions/settings-of.ts";

const ownFields = [
  "name",
  "allowed_origins",
  "allow_web_views",
  "hosted_page",
  "hosted_page_title",
  "hosted_page_description",
  "hosted_page_picture",
  "hosted_page_indexed",
  "requires_checks",
] as const;

export const updateAgent = operation({
  name: "agent.update",
  summary:
    "Changes an agent; its widget follows with the next question. Changed settings are published as a new version at once, and a draft keeps its own changes.",
  scope: "organization",
  kind: "write",
  changesRights: ["allowed_origins", "allow_web_views", "hosted_page"],
  says: (entry) => changed(entry, `the chat agent${named(entry)}`),
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: UpdateAgent,
  output: Agent,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id }, input: { greeting: "What would you like to know?" } }),
  async run({ platform, db, organization, actor, params, audit }, changes) {
    const before = await findAgent(db, organization.id, params.project_id, params.agent_id, "lock");
    const own = ownFields.filter((field) => isChanged(before[field], changes[field]));
    const settings = await checkSettings({ db, platform }, before, settingsOf({ ...before, ...changes }), before);
    const published = changedSettings(settingsOf(before), settings);
    if (own.length === 0 && published.length === 0) {
      audit(null);
      return presentAgent(before);
    }
    let agent = published.length > 0 ? await addVersion(db, before, { settings, by: actor }) : before;
    if (own.length > 0) agent = { ...agent, ...(await updateOwn(db, before, pick(changes, own))) };
    const changed: (keyof AgentRow)[] = [...own, ...published];
    audit({
      target: { type: "agent", id: agent.id, label: agent.name },
      before: pick(before, changed),
      after: pick(agent, changed),
    });
    return presentAgent(agent);
  },
});

const isChanged = (before: unknown, wanted: unknown) => wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(before);

const pick = <Of extends object>(all: Of, names: readonly (keyof Of)[]) =>
  Object.fromEntries(names.map((name) => [name, all[name]])) as Partial<Of>;

/** Name, websites and the chat page are no part of a version. */
function updateOwn(db: Db, { organization_id, id }: AgentRow, changes: Partial<Pick<AgentRow, (typeof ownFields)[number]>>) {
  return db
    .updateTable("agents")
    .set({ ...changes, updated_at: new Date(), version: sql`version + 1` })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
