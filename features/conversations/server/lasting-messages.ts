import type { Db } from "#platform/database/transaction.ts";

/** The messages of a conversation as `m`, without answers that were cut and then asked for again: the later one stands for both. */
export function lastingMessages(db: Db, organizationId: string, conversationId: string) {
  return db
    .selectFrom("messages as m")
    .where("m.organization_id", "=", organizationId)
    .where("m.conversation_id", "=", conversationId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("messages as later")
            .select("later.id")
            .whereRef("later.organization_id", "=", "m.organization_id")
            .whereRef("later.reply_to", "=", "m.reply_to")
            .whereRef("later.id", ">", "m.id"),
        ),
      ),
    );
}
