import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { addHandle } from "#access/handles.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { NamingCall } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";

const lifeDays = 30;

export type FoundLink = {
  conversation_id: string;
  lead_id: string;
  origin: string | null;
  /** `moved`: the visitor has given another address since, so the reader of the first one is not let in by it. */
  state: "open" | "spent" | "expired" | "moved";
};

/**
 * Where a link leads, held until the transaction ends: of two who come at once one goes ahead.
 *
 * @throws AppError 404 where nothing is known of it
 */
export async function lockLink(db: Db, organizationId: string, secret: string): Promise<FoundLink> {
  const { rows } = await sql<FoundLink>`
    select k.conversation_id, k.lead_id, c.origin,
      case when l.email is null or l.email_at > k.created_at then 'moved'
        when k.spent_at is not null then 'spent' when k.expires_at <= now() then 'expired' else 'open' end as state
    from chat_links k
    join conversations c on c.organization_id = k.organization_id and c.id = k.conversation_id
    join leads l on l.organization_id = k.organization_id and l.id = k.lead_id
    where k.organization_id = ${organizationId} and k.hash = ${hashToken(secret)}
    for update of k`.execute(db);
  const [found] = rows;
  if (!found) throw linkUnknown();
  return found;
}

/** Makes a link, which nobody can read again: its secret goes into a mail and nowhere else. */
export async function insertLink(
  db: Db,
  { organizationId, conversationId, leadId }: { organizationId: string; conversationId: string; leadId: string },
): Promise<string> {
  const secret = randomBytes(24).toString("base64url");
  await db
    .insertInto("chat_links")
    .values({
      organization_id: organizationId,
      hash: hashToken(secret),
      conversation_id: conversationId,
      lead_id: leadId,
      expires_at: sql`now() + make_interval(days => ${lifeDays}::integer)`,
    })
    .execute();
  await addHandle(db, organizationId, "chat_link", secret);
  return secret;
}

/** Changes a link that is there. */
export async function markLink(db: Db, organizationId: string, secret: string, mark: "mailed_at" | "spent_at"): Promise<void> {
  await db
    .updateTable("chat_links")
    .set({ [mark]: sql`now()` })
    .where("organization_id", "=", organizationId)
    .where("hash", "=", hashToken(secret))
    .execute();
}

/** Takes back one whose mail could not be sent. */
export async function removeLink(db: Db, organizationId: string, secret: string): Promise<void> {
  await db.deleteFrom("chat_links").where("organization_id", "=", organizationId).where("hash", "=", hashToken(secret)).execute();
}

/** How many links of a conversation were mailed, or are to be, in the last day. */
export async function countLinks(db: Db, organizationId: string, conversationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("chat_links")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("created_at", ">", sql<string>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The organization of a link, for operations that anyone can call. */
export async function organizationOfLink({ platform, input }: NamingCall & { input: { secret: string } }): Promise<string> {
  const organizationId = await leaveTenant(platform, "to which conversation a mailed link leads").organizationOf("chat_link", input.secret);
  if (!organizationId) throw linkUnknown();
  return organizationId;
}

const linkUnknown = () => notFound("This link leads nowhere. Go back to the website where you had the chat.");
