import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { workOffBacklog, type BacklogStep } from "#platform/search/backlog.ts";
import { wordsOf } from "#platform/search/words.ts";

type SaidIn = { organization_id: string; project_id: string; conversation_id: string; text: string };

/** Puts what was said into the index that the search of conversations reads, in the transaction that stores the message. */
export async function insertConversationWords(db: Db, messages: readonly SaidIn[]): Promise<void> {
  const rows = messages.flatMap(({ text, ...place }) => wordsOf(text).map((word) => ({ ...place, word })));
  const column = (name: keyof (typeof rows)[number]) => sql`${rows.map((row) => row[name])}::text[]`;
  // In one order, so that two messages of a conversation do not wait for each other's words crosswise.
  await sql`
    insert into conversation_words (organization_id, project_id, conversation_id, word)
    select w.* from unnest(${column("organization_id")}, ${column("project_id")}, ${column("conversation_id")}, ${column("word")})
      as w (organization_id, project_id, conversation_id, word)
    order by w.conversation_id, w.word
    on conflict do nothing`.execute(db);
}

const messagesPerStep = 200;

/** Makes searchable what was said before there was an index of words. */
export const indexConversations = sweep({
  name: "conversation.index",
  cron: "*/10 * * * *",
  atStart: true,
  async run({ platform, log, signal }) {
    const steps = await workOffBacklog(
      leaveTenant(platform, "earlier messages are made searchable").system,
      "conversations",
      signal,
      indexMessages,
    );
    if (steps > 0) log.info({ steps }, "earlier conversations are searchable");
  },
});

/** The conversations stay until the step is over: a word of one that is gone would belong to nothing. */
async function indexMessages(db: Db, organizationId: string, beforeId: string | null): Promise<BacklogStep> {
  const messages = await db
    .selectFrom("messages as m")
    .innerJoin("conversations as c", (join) =>
      join.onRef("c.organization_id", "=", "m.organization_id").onRef("c.id", "=", "m.conversation_id"),
    )
    .select(["m.organization_id", "m.project_id", "m.conversation_id", "m.id", "m.text", "m.created_at"])
    .where("m.organization_id", "=", organizationId)
    .$if(beforeId !== null, (all) => all.where("m.id", "<", beforeId!))
    .orderBy("m.id", "desc")
    .limit(messagesPerStep)
    .forKeyShare("c")
    .execute();
  await insertConversationWords(db, messages);
  const last = messages.at(-1);
  return last && messages.length === messagesPerStep ? { id: last.id, since: last.created_at } : null;
}
