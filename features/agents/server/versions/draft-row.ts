import { sql } from "kysely";
import type { Actor } from "#access/actor.ts";
import type { Db } from "#platform/database/transaction.ts";
import { changedSettings, pickSettings } from "../../contract/compare-settings.ts";
import { ChangeSettings, type AgentSettings } from "../../contract/settings.ts";
import type { AgentDraft } from "../../contract/versions.ts";
import type { AgentRow } from "../find-agent.ts";
import { settingsOf } from "./settings-of.ts";

/** What an agent would say if its draft were published now. */
export async function readDraft(db: Db, agent: AgentRow): Promise<AgentDraft & { settings: AgentSettings }> {
  const row = await db
    .selectFrom("agent_drafts")
    .select(["changes", "version", "updated_by_label", "updated_at"])
    .where("organization_id", "=", agent.organization_id)
    .where("agent_id", "=", agent.id)
    .executeTakeFirst();
  const published = settingsOf(agent);
  const settings = settingsOf({ ...published, ...ChangeSettings.parse(row?.changes ?? {}) });
  return {
    agent_id: agent.id,
    settings,
    changed: changedSettings(published, settings),
    version: row?.version ?? 0,
    updated_by_label: row?.updated_by_label ?? null,
    updated_at: row?.updated_at ?? null,
  };
}

/** Keeps what of the settings differs from the published ones, of an agent that the caller has locked. */
export async function writeDraft(db: Db, agent: AgentRow, settings: AgentSettings, by: Actor): Promise<void> {
  const changes = JSON.stringify(pickSettings(settings, changedSettings(settingsOf(agent), settings)));
  const values = { changes, updated_by_label: by.label, updated_at: new Date() };
  await db
    .insertInto("agent_drafts")
    .values({ organization_id: agent.organization_id, agent_id: agent.id, ...values })
    .onConflict((at) => at.columns(["organization_id", "agent_id"]).doUpdateSet({ ...values, version: sql`agent_drafts.version + 1` }))
    .execute();
}
