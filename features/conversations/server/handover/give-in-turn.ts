import { sql } from "kysely";
import { membersOf } from "#features/members/server/find-member.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { ConversationRow } from "./move-handover.ts";
import { canReply } from "./team-member.ts";

/** Somebody counts as there who used the dashboard so recently. */
const presentMinutes = 10;

/**
 * Means a conversation that waits, and is locked, for somebody of the team who is there: of those who have room the one with
 * the fewest, and of these the one who was given none for the longest. They still take it over themselves.
 *
 * @param limitEach so many that wait or are with them at most
 * @returns whether somebody was found
 */
export async function giveInTurn(db: Db, conversation: ConversationRow, limitEach: number): Promise<boolean> {
  if (conversation.assigned_to !== null) return false;
  const { organization_id: organizationId, id } = conversation;
  // One after the other: who is given two at once would have more than their limit.
  await membersOf(db, organizationId).select("m.id").where(isPresent).orderBy("m.id").forNoKeyUpdate("m").execute();
  const present = await membersOf(db, organizationId)
    .leftJoin("conversations as held", (join) =>
      join
        .onRef("held.organization_id", "=", "m.organization_id")
        .onRef("held.assigned_to", "=", "m.id")
        .on("held.handover", "in", ["waiting", "person"]),
    )
    .select(["m.id", "m.role", "r.permissions"])
    .select((select) => select.fn.count<number>("held.id").as("held"))
    .where(isPresent)
    .groupBy(["m.id", "m.organization_id", "m.role", "r.permissions"])
    .having((having) => having.fn.count("held.id"), "<", limitEach)
    .orderBy("held")
    .orderBy(sql`max(held.handover_at) nulls first`)
    .orderBy("m.id")
    .execute();
  const next = present.find(canReply);
  if (!next) return false;
  await db
    .updateTable("conversations")
    .set({ assigned_to: next.id })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
  return true;
}

const isPresent = sql<boolean>`m.last_active_at > now() - make_interval(mins => ${sql.lit(presentMinutes)})`;
