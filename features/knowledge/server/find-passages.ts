import { sql } from "kysely";
import type { OpenTransaction } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Embeddings } from "#platform/embeddings/embeddings.ts";
import { putTogether, rankToCompare, searchPassages, type RankedPassage } from "./search-passages.ts";
import type { SearchScope } from "./search-scope.ts";

/** `embeddings`: what finds by meaning here, asked within the transaction that looks which models there are. */
type Within = { embeddings: (db: Db) => Promise<Embeddings | null>; transaction: OpenTransaction };

/** The passages of a project that answer a question best, best first, by its words and by what it means to each model that read them. */
export async function findPassages(
  { embeddings, transaction }: Within,
  { organizationId, projectId, sourceIds = null }: SearchScope,
  query: string,
  limit: number,
): Promise<RankedPassage[]> {
  const scope = { organizationId, projectId, sourceIds };
  const begun = await transaction(async ({ db }) => {
    const [used, models] = await Promise.all([embeddings(db), readModels(db, scope)]);
    return used && models.length > 0 ? { used, models } : searchPassages(db, scope, query, limit);
  }, "read");
  if (Array.isArray(begun)) return begun;
  const { used, models } = begun;
  // What the question means is found out elsewhere, while the database ranks by words and reads what will be compared.
  const ranking = transaction(({ db }) => rankToCompare(db, scope, query, limit, models), "read");
  const [meanings, byWords] = await Promise.all([used.ofQuestion(query, models), ranking]);
  return transaction(({ db }) => putTogether(db, scope, limit, byWords, meanings), "read");
}

/** One look into the index a model: more than one while another takes over. */
async function readModels(db: Db, { organizationId, projectId }: SearchScope): Promise<string[]> {
  const mine = sql`organization_id = ${organizationId} and project_id = ${projectId}`;
  const { rows } = await sql<{ model: string }>`
    with recursive walk (model) as (
      (select model from chunk_codes where ${mine} order by model limit 1)
      union all
      select (select model from chunk_codes where ${mine} and model > walk.model order by model limit 1) from walk where walk.model is not null
    )
    select model from walk where model is not null`.execute(db);
  return rows.map(({ model }) => model);
}
