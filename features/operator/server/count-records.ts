import { countAgents } from "#features/agents/server/count-agents.ts";
import type { RecordCount } from "#features/budgets/contract.ts";
import { countProjects } from "#features/projects/server/count-projects.ts";
import type { Db } from "#platform/database/transaction.ts";

/** How many of the records there are of which the operator sets a number. */
export async function countRecords(db: Db, organizationId: string): Promise<RecordCount> {
  const [projects, agents] = [await countProjects(db, organizationId), await countAgents(db, organizationId)];
  return { projects, agents };
}
