import type { Selectable } from "kysely";
import type { Agents } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { Agent } from "../contract.ts";

export type AgentRow = Selectable<Agents>;

/**
 * The agent of this project.
 * @throws AppError `not_found` when there is none
 */
export async function findAgent(db: Db, organizationId: string, projectId: string, agentId: string): Promise<AgentRow> {
  const agent = await db
    .selectFrom("agents")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .where("id", "=", agentId)
    .executeTakeFirst();
  if (!agent) throw notFound("There is no such agent.");
  return agent;
}

/** A row as the API shows it: whether its test page is shared, and not by which version. */
export function presentAgent({ test_page_version, ...row }: AgentRow): Agent {
  return { ...row, test_page: test_page_version !== null };
}
