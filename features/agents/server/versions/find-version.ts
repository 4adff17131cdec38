import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { AgentVersion } from "../../contract/versions.ts";
import { settingsOf } from "./settings-of.ts";

type OfAgent = { organization_id: string; id: string };

export const versionsOf = (db: Db, agent: OfAgent) =>
  db.selectFrom("agent_versions").where("organization_id", "=", agent.organization_id).where("agent_id", "=", agent.id);

export const versionColumns = [
  "id",
  "agent_id",
  "number",
  "note",
  "restores",
  "published_by",
  "published_by_label",
  "published_at",
  "settings",
] as const;

/**
 * A version of this agent, by its number or its id.
 * @throws AppError `not_found` when there is none
 */
export async function findVersion(db: Db, agent: OfAgent, wanted: number | string): Promise<AgentVersion> {
  const version = await versionsOf(db, agent)
    .select(versionColumns)
    .where(sql.ref(typeof wanted === "number" ? "number" : "id"), "=", wanted)
    .executeTakeFirst();
  if (!version) throw notFound("There is no such version.");
  return presentVersion(version);
}

export const presentVersion = <Row extends { settings: unknown }>({ settings, ...row }: Row) => ({
  ...row,
  settings: settingsOf(settings),
});
