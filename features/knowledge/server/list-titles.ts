import type { Db } from "#platform/database/transaction.ts";
import type { SearchScope } from "./search-scope.ts";

/** What the documents of a project are called, the oldest first, each title once. */
export async function listTitles(db: Db, scope: SearchScope, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("documents")
    .select("title")
    .where("organization_id", "=", scope.organizationId)
    .where("project_id", "=", scope.projectId)
    .$if(scope.sourceIds != null, (all) => all.where((where) => where("source_id", "=", where.fn.any(where.val([...scope.sourceIds!])))))
    .orderBy("id")
    .limit(titlesReadMax)
    .execute();
  return [...new Set(rows.map(({ title }) => title))].slice(0, limit);
}

const titlesReadMax = 50;
