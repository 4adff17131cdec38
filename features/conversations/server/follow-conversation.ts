import { z } from "zod";
import { procedure, type TransactionContext } from "#access/operation.ts";
import { AppError } from "#platform/errors.ts";
import { readCursor } from "#platform/live/cursor.ts";
import { Handover } from "../contract/handover.ts";
import { findVisitorConversation } from "./find-conversation.ts";
import { lastingMessages } from "./lasting-messages.ts";
import { messageColumns, presentToVisitor } from "./present-message.ts";
import { takeVisit } from "./visitor-limits.ts";

/** So many of the last messages are looked at when something has happened. */
const messagesMax = 50;

/**
 * A visitor's conversation as it continues: what the agent, the team and the conversation itself say in it, who has it, and
 * whether somebody is typing. Events say that something has happened; what it is, is read with the visitor's own rights.
 */
export const followConversation = procedure({
  name: "conversation.follow",
  summary:
    "What happens in a visitor's own conversation, as a stream of events: `message`, `handover`, `typing`. Resumed by `Last-Event-ID`; `reset`: read the messages again.",
  scope: "visitor",
  kind: "read",
  params: ["conversation_id"],
  input: z.object({}),
  output: "stream",
  example: ({ conversation_id }) => ({ params: { conversation_id } }),
  async run({ platform, organization, actor, params, request, transaction, openStream, contactNumber }) {
    await takeVisit(platform, "follow", request.ip, actor.agentId);
    const { conversation_id: conversationId } = params;
    const read = () =>
      transaction(async ({ db }) => {
        const { conversation } = await findVisitorConversation(db, organization.id, actor, conversationId);
        const messages = await readLast(db, organization.id, conversationId);
        const contact = messages.some(({ outcome }) => outcome === "declined") ? await contactNumber(db) : null;
        return { messages, contact, handover: Handover.parse(conversation?.handover ?? "agent") };
      }, "read");
    // Refused before anything streams.
    await read();
    const gone = new AbortController();
    const following = { organizationId: organization.id, conversationId, after: request.lastEventId, sinceSeconds: 0 };
    const handed = await platform.live.follow(following, gone.signal).catch((cause: unknown) => {
      throw new AppError("unavailable", "This conversation cannot be followed at the moment.", { retryAfterSeconds: 5, cause });
    });
    // What was said before it was lost is known; without a cursor, what a page has read just before it began.
    const knownUntil = knownBefore(readCursor(request.lastEventId ?? "")?.at);
    const earlier = (await read()).messages.filter(({ created_at: at }) => Date.parse(at) < knownUntil);
    const known = new Set(earlier.map(({ id }) => id));
    let state: Handover | null = null;

    return openStream(
      async ({ send, mark, signal }) => {
        const leave = () => gone.abort();
        if (signal.aborted) leave();
        signal.addEventListener("abort", leave, { once: true });
        if (!(await tellNews(false))) return;
        for await (const next of handed) {
          if ("signal" in next) {
            if (next.signal.by === "person") send("typing", {});
            continue;
          }
          if (next.reset) send("reset", {}, next.to);
          if ((next.reset || next.events.length > 0) && !(await tellNews(next.reset))) return;
          mark(next.to);
        }

        /** False where it cannot be read: the visitor hears why they may not, or resumes. */
        async function tellNews(isReset: boolean): Promise<boolean> {
          const read = await readOrRefuse();
          if (!read) return false;
          const news = read.messages.filter(({ id }) => !known.has(id));
          // More may have been said than is looked at.
          const isCut = news.length === messagesMax;
          if (isCut && !isReset) send("reset", {});
          for (const message of news) {
            known.add(message.id);
            if (!isReset && !isCut) send("message", presentToVisitor(message, read.contact));
          }
          if (read.handover !== state) send("handover", { state: read.handover });
          state = read.handover;
          return true;
        }

        function readOrRefuse(): Promise<Awaited<ReturnType<typeof read>> | null> {
          return read().catch((error: unknown) => {
            if (error instanceof AppError) send("error", { code: error.code, message: error.message });
            return null;
          });
        }
      },
      () => transaction(async ({ db }) => void (await findVisitorConversation(db, organization.id, actor, conversationId)), "read"),
    );
  },
});

/** What is said to the visitor, oldest first: not what they wrote themselves, and no note. */
async function readLast(db: TransactionContext["db"], organizationId: string, conversationId: string) {
  const rows = await lastingMessages(db, organizationId, conversationId)
    .select(messageColumns)
    .where("m.role", "in", ["agent", "person", "system"])
    .orderBy("m.id", "desc")
    .limit(messagesMax)
    .execute();
  return rows.toReversed();
}

/** A page reads its messages so long before its stream begins, at most. */
const readBeforeMs = 15_000;
/** A message is dated when its transaction begins, and seen when that has committed. */
const committedWithinMs = 60_000;

const knownBefore = (lostAt: number | undefined) => (lostAt === undefined ? Date.now() - readBeforeMs : lostAt * 1_000 - committedWithinMs);
