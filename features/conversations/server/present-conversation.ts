import { sql, type SelectQueryBuilder } from "kysely";
import type { Conversations, DB } from "#platform/database/schema.ts";
import type { Outcome } from "../contract.ts";

type Tables = DB & { c: Conversations };

/** The columns of a conversation as the API shows it, with its agent's name, what was asked first and how answers ended. */
export function withAgentAndOpening<O>(query: SelectQueryBuilder<Tables, "c", O>) {
  return query
    .innerJoin("agents as a", (join) => join.onRef("a.organization_id", "=", "c.organization_id").onRef("a.id", "=", "c.agent_id"))
    .select([
      "c.id",
      "c.agent_id",
      "a.name as agent_name",
      "c.origin",
      "c.test",
      "c.message_count",
      "c.created_at",
      "c.last_message_at",
      "c.texts_removed_at",
    ])
    .select((select) =>
      select
        .selectFrom("messages as m")
        .select("m.text")
        .whereRef("m.organization_id", "=", "c.organization_id")
        .whereRef("m.conversation_id", "=", "c.id")
        .where("m.role", "=", "visitor")
        .orderBy("m.id")
        .limit(1)
        .as("opening"),
    )
    .select((select) =>
      sql<Outcome[]>`array(${select
        .selectFrom("messages as m")
        .select("m.outcome")
        .distinct()
        .whereRef("m.organization_id", "=", "c.organization_id")
        .whereRef("m.conversation_id", "=", "c.id")
        .where("m.outcome", "is not", null)
        .orderBy("m.outcome")})`.as("outcomes"),
    );
}
