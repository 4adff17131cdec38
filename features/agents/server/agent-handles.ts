import { removeHandle } from "#access/handles.ts";
import type { WhenDeleted } from "#access/product.ts";
import type { Db } from "#platform/database/transaction.ts";
import { saveNames } from "#features/usage/server/save-names.ts";
import type { Platform } from "#platform/platform.ts";
import { removeTestPageHandle, type RowAlone } from "./test-page.ts";

/** Takes away the ways from outside to an agent: its widget's and its shared test page's. */
export async function removeAgentHandles(db: Db, platform: Platform, agent: RowAlone): Promise<void> {
  await removeTestPageHandle(db, platform, agent);
  await removeHandle(db, agent.organization_id, "agent", agent.id);
}

/** A project's widgets and test pages end with it; what its agents used keeps their names. */
export const removeHandlesOfProject: WhenDeleted = async ({ db, platform }, project) => {
  const agents = await db
    .selectFrom("agents")
    .selectAll()
    .where("organization_id", "=", project.organization_id)
    .where("project_id", "=", project.id)
    .execute();
  await saveNames(db, project.organization_id, agents);
  for (const agent of agents) await removeAgentHandles(db, platform, agent);
};
