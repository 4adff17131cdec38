import { sql, type Selectable } from "kysely";
import type { Happened } from "#access/operation.ts";
import type { DraftCheckRuns } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { DraftChecks } from "../../contract/draft-checks.ts";

export type DraftRunRow = Selectable<DraftCheckRuns>;

/** An agent's draft as it is now. */
export type DraftNow = { organizationId: string; projectId: string; agentId: string; draftVersion: number; publishedVersion: number };

export function findDraftRun(
  db: Db,
  { organizationId, agentId }: Pick<DraftNow, "organizationId" | "agentId">,
): Promise<DraftRunRow | undefined> {
  return db
    .selectFrom("draft_check_runs")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
}

/** The last run, beside the draft and the checks as they are now; null where there was none. */
export async function readDraftRun(db: Db, now: DraftNow): Promise<DraftChecks | null> {
  const run = await findDraftRun(db, now);
  if (!run) return null;
  const isSameDraft = run.draft_version === now.draftVersion && run.published_version === now.publishedVersion;
  return DraftChecks.parse({ ...run, current: isSameDraft && !(await haveChecksChanged(db, now, run)) });
}

/** Since the run began: some were added, changed or deleted. */
async function haveChecksChanged(db: Db, { organizationId, projectId }: DraftNow, { total, created_at }: DraftRunRow): Promise<boolean> {
  const { rows } = await sql<{ count: number; changed: boolean }>`
    select count(*)::integer as count, coalesce(bool_or(updated_at > ${created_at}::timestamptz), false) as changed
    from checks where organization_id = ${organizationId} and project_id = ${projectId}
  `.execute(db);
  return rows[0]!.count !== total || rows[0]!.changed;
}

/** What is told of a run that continues or ends: those who look at the agent hear of it. */
export const draftRunProceeded = ({ agent_id, project_id }: Pick<DraftRunRow, "agent_id" | "project_id">): Happened => ({
  name: "agent.check_draft",
  target: { type: "agent", id: agent_id },
  changed: ["draft_checks"],
  within: { project_id },
});
