import { checkTools } from "#features/tools/server/check-tools.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { AgentSettings } from "../../contract/settings.ts";

type Place = { organization_id: string; project_id: string };

/**
 * The settings without sources that are gone meanwhile.
 *
 * @param known those that it has already
 * @throws AppError 422 for a source that the project never had, and for a tool that may not ask where it wants to
 */
export async function checkSettings(
  { db, platform }: { db: Db; platform: Platform },
  place: Place,
  settings: AgentSettings,
  known?: AgentSettings,
): Promise<AgentSettings> {
  const { organization_id: organizationId, project_id: projectId } = place;
  await checkTools(db, platform, { organizationId, projectId }, settings.tools, known ? { known: known.tools } : {});
  return { ...settings, source_ids: await checkSources(db, place, settings.source_ids, known?.source_ids ?? []) };
}

async function checkSources(
  db: Db,
  { organization_id, project_id }: Place,
  wanted: readonly string[] | null,
  known: readonly string[],
): Promise<string[] | null> {
  if (wanted === null || wanted.length === 0) return wanted && [];
  const rows = await db
    .selectFrom("sources")
    .select("id")
    .where("organization_id", "=", organization_id)
    .where("project_id", "=", project_id)
    .where((where) => where("id", "=", where.fn.any(where.val([...wanted]))))
    .execute();
  const there = new Set(rows.map(({ id }) => id));
  if (wanted.some((id) => !there.has(id) && !known.includes(id))) throw invalid({ source_ids: "The project has no such source." });
  return wanted.filter((id) => there.has(id));
}
