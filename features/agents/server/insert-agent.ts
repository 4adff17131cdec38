import type { Actor } from "#access/actor.ts";
import { addHandle } from "#access/handles.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { AgentSettings } from "../contract/settings.ts";
import { countAgents } from "./count-agents.ts";
import type { AgentRow } from "./find-agent.ts";
import { insertVersion } from "./versions/add-version.ts";

type Own = { name: string; allowed_origins: string[]; allow_web_views: boolean };
type Machine = { platform: Platform; db: Db; actor: Actor };

/**
 * An agent with its first version, found by its widget from then on.
 *
 * @throws AppError where the organization has no room for another one
 */
export async function insertAgent(
  { platform, db, actor }: Machine,
  { organizationId, projectId }: { organizationId: string; projectId: string },
  own: Own,
  settings: AgentSettings,
): Promise<AgentRow> {
  await requireRoom(platform, db, organizationId, { kind: "agents", count: () => countAgents(db, organizationId) });
  const agent = await db
    .insertInto("agents")
    .values({ organization_id: organizationId, id: newId("agt"), project_id: projectId, ...own, created_by: actor.id })
    .returningAll()
    .executeTakeFirstOrThrow();
  await insertVersion(db, agent, { settings, by: actor, number: 1 });
  await addHandle(db, organizationId, "agent", agent.id);
  return { ...agent, ...settings };
}
