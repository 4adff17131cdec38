import { sql } from "kysely";
import type { FoundByVisitor } from "#access/product.ts";
import { beginsWith } from "#platform/search/plan-words.ts";

/** Conversations of leads in whose name, address, number or fields each of these words begins a word. */
export const foundByVisitor: FoundByVisitor = ({ organizationId, projectId }, words) => {
  const mine = sql`organization_id = ${organizationId} and project_id = ${projectId}`;
  const has = words.map((word) => sql`lead_id in (select lead_id from lead_words where ${mine} and ${beginsWith(word)})`);
  return sql`select conversation_id from lead_conversations
    where organization_id = ${organizationId} and ${sql.join(has.length > 0 ? has : [sql`false`], sql` and `)}`;
};
