import { z } from "zod";
import { job } from "#access/job.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import type { Message } from "#platform/mail/mail.ts";
import type { Platform } from "#platform/platform.ts";
import { insertLink, markLink, removeLink } from "./find-link.ts";
import { replyMail } from "./mails.ts";

/** One address gets no more of these from all organizations together, into however many chats it was typed. */
const perAddress = { name: "reply mails by address", points: 30, seconds: 86_400 };
const quotedMax = 20;
const quoteLengthMax = 8_000;

/**
 * Mails a visitor what people wrote and they have not seen, with a one-time link to the chat; or the link alone, where they
 * `asked_for` a new one. The link is made here, so that no queue holds one. Cut off between sending and noting it, the next
 * run sends a second mail, whose link works as well.
 */
export const mailReplies = job({
  name: "chat_link.mail",
  says: null,
  payload: z.object({ conversation_id: z.string(), asked_for: z.literal(true).optional() }),
  concurrency: 2,
  async run({ platform, organization, transaction, log }, { conversation_id: conversationId, asked_for: isAskedFor = false }) {
    if (platform.mail.mode === "none") return;
    const composed = await transaction(async ({ db }) => {
      const found = await findAddress(db, organization.id, conversationId);
      if (!found || (!isAskedFor && (await isSettled(db, organization.id, conversationId, found.unseenSince)))) return null;
      const quote = isAskedFor ? null : await quoteOf(db, organization.id, conversationId, found.unseenSince!);
      const secret = await insertLink(db, { organizationId: organization.id, conversationId, leadId: found.leadId });
      const url = `${platform.env.appUrl}/chat#${secret}`;
      return {
        secret,
        projectId: found.projectId,
        mail: replyMail(found.email, { organization: organization.name, agent: found.agent, quote, url }),
      };
    });
    if (!composed) return;
    const { secret, mail, projectId } = composed;
    if (!(await send(platform, mail).catch(takeBack))) {
      log.info("an address got enough replies by mail today");
      await takeBackLink();
      return;
    }
    await transaction(async ({ db, tell }) => {
      await markLink(db, organization.id, secret, "mailed_at");
      const target = { type: "conversation", id: conversationId };
      await tell({
        name: "chat_link.mail",
        target,
        change: "changed",
        changed: ["mailed"],
        within: { project_id: projectId, conversation_id: conversationId },
      });
    });

    function takeBackLink(): Promise<void> {
      return transaction(({ db }) => removeLink(db, organization.id, secret));
    }
    async function takeBack(error: unknown): Promise<never> {
      await takeBackLink();
      throw error;
    }
  },
});

/** False where the address got enough. */
async function send({ mail, limits }: Platform, message: Message): Promise<boolean> {
  try {
    await limits.take(perAddress, message.to);
  } catch (error) {
    if (error instanceof AppError && error.code === "too_many") return false;
    throw error;
  }
  await mail.send(message);
  return true;
}

async function findAddress(db: Db, organizationId: string, conversationId: string) {
  const row = await db
    .selectFrom("conversations as c")
    .innerJoin("agents as a", (join) => join.onRef("a.organization_id", "=", "c.organization_id").onRef("a.id", "=", "c.agent_id"))
    .innerJoin("lead_conversations as link", (join) =>
      join.onRef("link.organization_id", "=", "c.organization_id").onRef("link.conversation_id", "=", "c.id"),
    )
    .innerJoin("leads as l", (join) => join.onRef("l.organization_id", "=", "link.organization_id").onRef("l.id", "=", "link.lead_id"))
    .select(["l.id as leadId", "l.email", "a.name as agent", "c.project_id as projectId", "c.reply_unseen_since as unseenSince"])
    .where("c.organization_id", "=", organizationId)
    .where("c.id", "=", conversationId)
    .executeTakeFirst();
  return row?.email ? { ...row, email: row.email } : null;
}

/** Whether it was seen meanwhile, or mailed. */
async function isSettled(db: Db, organizationId: string, conversationId: string, unseenSince: string | null): Promise<boolean> {
  if (unseenSince === null) return true;
  const mailed = await db
    .selectFrom("chat_links")
    .select("hash")
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("mailed_at", ">=", unseenSince)
    .executeTakeFirst();
  return mailed !== undefined;
}

/** What people wrote since; the end of it where that is a lot. */
async function quoteOf(db: Db, organizationId: string, conversationId: string, since: string): Promise<string> {
  const messages = await db
    .selectFrom("messages")
    .select("text")
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("role", "=", "person")
    .where("created_at", ">=", since)
    .orderBy("id", "desc")
    .limit(quotedMax)
    .execute();
  const all = messages
    .toReversed()
    .map(({ text }) => text)
    .join("\n\n");
  return all.length <= quoteLengthMax ? all : `… ${all.slice(-quoteLengthMax).toWellFormed()}`;
}
