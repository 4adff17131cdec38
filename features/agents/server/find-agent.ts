import type { Selectable } from "kysely";
import type { Agents } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { Agent } from "../contract.ts";
import type { AgentSettings } from "../contract/settings.ts";
import { settingsOf } from "./versions/settings-of.ts";

/** An agent as it answers visitors: its row, with the settings of its published version. */
export type AgentRow = Selectable<Agents> & AgentSettings;

type Found = Selectable<Agents> & { settings: unknown };

/**
 * The agent of this project.
 * @param lock where a version is published: nobody else does until the transaction ends
 * @throws AppError `not_found` when there is none
 */
export async function findAgent(db: Db, organizationId: string, projectId: string, agentId: string, lock?: "lock"): Promise<AgentRow> {
  if (lock) await lockAgent(db, organizationId, agentId);
  const agent = await agentsWithSettings(db, organizationId)
    .where("a.project_id", "=", projectId)
    .where("a.id", "=", agentId)
    .executeTakeFirst();
  if (!agent) throw notFound("There is no such agent.");
  return asAgent(agent);
}

/** In a statement of its own: one that waited would look for the new version among what it read before. */
async function lockAgent(db: Db, organizationId: string, agentId: string): Promise<void> {
  const mine = db.selectFrom("agents").select("id").where("organization_id", "=", organizationId).where("id", "=", agentId);
  await mine.forNoKeyUpdate().execute();
}

/** Whichever project it is in. */
export async function findAgentOfVisitors(db: Db, organizationId: string, agentId: string): Promise<AgentRow | null> {
  const agent = await agentsWithSettings(db, organizationId).where("a.id", "=", agentId).executeTakeFirst();
  return agent ? asAgent(agent) : null;
}

export const agentsWithSettings = (db: Db, organizationId: string) =>
  db
    .selectFrom("agents as a")
    .innerJoin("agent_versions as v", (join) =>
      join
        .onRef("v.organization_id", "=", "a.organization_id")
        .onRef("v.agent_id", "=", "a.id")
        .onRef("v.number", "=", "a.published_version"),
    )
    .selectAll("a")
    .select("v.settings")
    .where("a.organization_id", "=", organizationId);

export const asAgent = ({ settings, ...row }: Found): AgentRow => ({ ...row, ...settingsOf(settings) });

/** A row as the API shows it: whether its test page is shared, and not by which version. */
export function presentAgent({ test_page_version, ...row }: AgentRow): Agent {
  return { ...row, test_page: test_page_version !== null };
}

/** What an entry of the audit log is about. */
export const targetOf = ({ id, name }: Pick<AgentRow, "id" | "name">) => ({ type: "agent", id, label: name });
