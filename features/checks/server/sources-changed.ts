import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Place } from "./check-row.ts";
import type { RunRow } from "./run-row.ts";

export async function countSources(db: Db, { organizationId, projectId }: Place): Promise<number> {
  const { count } = await db
    .selectFrom("sources")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .executeTakeFirstOrThrow();
  return count;
}

/** How many sources say something else than when a run began: those that have a newer document, lost a page, or are gone. */
export async function countSourcesChanged(
  db: Db,
  run: Pick<RunRow, "organization_id" | "project_id" | "id" | "source_count">,
): Promise<number> {
  const since = sql`(select created_at from check_runs where organization_id = ${run.organization_id} and id = ${run.id})`;
  const { rows } = await sql<{ changed: number; old: number }>`
    select
      count(*) filter (where exists (
        select from documents d where d.organization_id = s.organization_id and d.source_id = s.id and d.created_at > ${since}
      ) or exists (
        select from site_changes c where c.organization_id = s.organization_id and c.source_id = s.id and c.created_at > ${since}
      )) changed,
      count(*) filter (where s.created_at <= ${since}) old
    from sources s
    where s.organization_id = ${run.organization_id} and s.project_id = ${run.project_id}
  `.execute(db);
  const { changed, old } = rows[0]!;
  return changed + Math.max(0, run.source_count - old);
}
