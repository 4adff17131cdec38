import { sql } from "kysely";
import type { Rating } from "../../contract/rating.ts";

/**
 * What the visitor thought of a row, `{score, comment}` or null; as a column, since lists show it.
 *
 * @param of `m`: of a message; `c`: of a conversation as a whole
 */
export const ratingOf = (of: "m" | "c") => {
  const conversation = of === "m" ? sql.ref("m.conversation_id") : sql.ref("c.id");
  return sql<Rating | null>`(select json_build_object('score', r.score, 'comment', r.comment) from ratings r
    where r.organization_id = ${sql.ref(`${of}.organization_id`)} and r.conversation_id = ${conversation}
      and r.target_id = ${sql.ref(`${of}.id`)})`;
};
