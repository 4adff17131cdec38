import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import type { AgentSettings } from "../../contract/settings.ts";

type Place = { organization_id: string; project_id: string };

/**
 * The settings without sources that are gone meanwhile.
 *
 * @param known those that it may read already
 * @throws AppError 422 for one that the project never had
 */
export async function checkSources(
  db: Db,
  { organization_id, project_id }: Place,
  settings: AgentSettings,
  known: readonly string[] = [],
): Promise<AgentSettings> {
  const wanted = settings.source_ids;
  if (wanted === null || wanted.length === 0) return settings;
  const rows = await db
    .selectFrom("sources")
    .select("id")
    .where("organization_id", "=", organization_id)
    .where("project_id", "=", project_id)
    .where((where) => where("id", "=", where.fn.any(where.val(wanted))))
    .execute();
  const there = new Set(rows.map(({ id }) => id));
  if (wanted.some((id) => !there.has(id) && !known.includes(id))) throw invalid({ source_ids: "The project has no such source." });
  return { ...settings, source_ids: wanted.filter((id) => there.has(id)) };
}
