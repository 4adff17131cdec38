import { sql } from "kysely";
import type { Actor } from "#access/actor.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { AgentSettings } from "../../contract/settings.ts";
import type { AgentRow } from "../find-agent.ts";

type Version = { settings: AgentSettings; by: Actor; note?: string | null; restores?: number };

/** Publishes settings as the next version of an agent, which the caller has locked; it answers from the next question on. */
export async function addVersion(db: Db, agent: AgentRow, { settings, ...version }: Version): Promise<AgentRow> {
  const number = agent.published_version + 1;
  await insertVersion(db, agent, { settings, number, ...version });
  const row = await db
    .updateTable("agents")
    .set({ published_version: number, updated_at: new Date(), version: sql`version + 1` })
    .where("organization_id", "=", agent.organization_id)
    .where("id", "=", agent.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, ...settings };
}

/** The first version comes with its agent. */
export async function insertVersion(
  db: Db,
  agent: { organization_id: string; id: string },
  { settings, by, note = null, restores, number }: Version & { number: number },
): Promise<void> {
  await db
    .insertInto("agent_versions")
    .values({
      organization_id: agent.organization_id,
      id: newId("agv"),
      agent_id: agent.id,
      number,
      settings: JSON.stringify(settings),
      note,
      restores: restores ?? null,
      published_by: by.id,
      published_by_label: by.label,
    })
    .execute();
}
