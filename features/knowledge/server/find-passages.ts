import { sql } from "kysely";
import type { OpenTransaction } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Embeddings } from "#platform/embeddings/embeddings.ts";
import { searchPassages, type RankedPassage } from "./search-passages.ts";

type Within = { embeddings: Embeddings | null; transaction: OpenTransaction };
type Scope = { organizationId: string; projectId: string };

/** The passages of a project that answer a question best, best first, by its words and by what it means to each model that read them. */
export async function findPassages(
  { embeddings, transaction }: Within,
  { organizationId, projectId }: Scope,
  query: string,
  limit: number,
): Promise<RankedPassage[]> {
  const scope = { organizationId, projectId };
  const models = embeddings ? await transaction(({ db }) => readModels(db, scope), "read") : [];
  const meanings = (await embeddings?.ofQuestion(query, models)) ?? [];
  return transaction(({ db }) => searchPassages(db, scope, query, limit, meanings), "read");
}

/** One look into the index a model: more than one while another takes over. */
async function readModels(db: Db, { organizationId, projectId }: Scope): Promise<string[]> {
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
