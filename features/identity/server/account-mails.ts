import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { LinkKind, LinkState } from "../contract.ts";

/** What is counted: mails with a link, and the one that tells an owner that somebody else wanted the address. */
export type CountedKind = LinkKind | "address_taken";

/** How many mails of a kind one address gets in so many hours, whoever causes them. */
const most: Record<CountedKind, { count: number; hours: number }> = {
  confirm_address: { count: 5, hours: 1 },
  reset_password: { count: 5, hours: 1 },
  change_address: { count: 3, hours: 24 },
  address_taken: { count: 1, hours: 24 },
};

const linkLifeMs = 60 * 60 * 1000;

/** A one-time link as its token finds it. `email` is whom it was mailed to; null where the operator handed it over. */
export type FoundLink = { kind: LinkKind; userId: string; email: string | null; state: Exclude<LinkState, "over"> };

/**
 * Counts a mail to an address before it is sent, and makes the link in it.
 *
 * @returns the link's token, which nobody can read again; null where the address got enough of these lately
 */
export async function countMail(
  db: Db,
  mail: { kind: CountedKind; userId: string; email: string },
  isLimited: boolean,
): Promise<string | null> {
  const { kind, userId, email } = mail;
  // Whoever counts for the same address waits.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`account mails\n${email}`}, 0))`.execute(db);
  await sql`delete from account_mails where email = ${email} and sent_at < now() - interval '2 days'`.execute(db);
  const { count, hours } = most[kind];
  const { rows } = await sql<{ sent: number }>`
    select count(*)::int as sent from account_mails
    where email = ${email} and kind = ${kind} and sent_at > now() - make_interval(hours => ${hours})`.execute(db);
  if (isLimited && (rows[0]?.sent ?? 0) >= count) return null;
  return insertLink(db, { kind, userId, email });
}

/** A mail that could not be sent was none: the next try counts. */
export async function uncountMail(db: Db, token: string): Promise<void> {
  await db.deleteFrom("account_mails").where("link_hash", "=", hashToken(token)).execute();
}

/** A link that the operator hands over, so that it is mailed to nobody. */
export const makeUnmailedLink = (db: Db, kind: LinkKind, userId: string) => insertLink(db, { kind, userId, email: null });

async function insertLink(db: Db, row: { kind: string; userId: string; email: string | null }): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await db
    .insertInto("account_mails")
    .values({
      user_id: row.userId,
      kind: row.kind,
      email: row.email,
      link_hash: hashToken(token),
      expires_at: new Date(Date.now() + linkLifeMs),
    })
    .execute();
  return token;
}

/** A link as it stands now; null for one that is unknown or too old. Reading changes nothing: mail programs do it too. */
export async function findLink(db: Db, token: string): Promise<FoundLink | null> {
  const row = await db
    .selectFrom("account_mails")
    .select(["kind", "user_id", "email", "expires_at", "used_at"])
    .where("link_hash", "=", hashToken(token))
    .where("kind", "!=", "address_taken")
    .executeTakeFirst();
  if (!row || (!row.used_at && Date.parse(row.expires_at) <= Date.now())) return null;
  return { kind: row.kind as LinkKind, userId: row.user_id, email: row.email, state: row.used_at ? "used" : "open" };
}

/** Spends an open link, so that of two who come at once one goes ahead. Answers whether it was this one. */
export async function spendLink(db: Db, token: string): Promise<boolean> {
  const spent = await db
    .updateTable("account_mails")
    .set({ used_at: new Date() })
    .where("link_hash", "=", hashToken(token))
    .where("used_at", "is", null)
    .where("expires_at", ">", new Date().toISOString())
    .executeTakeFirst();
  return spent.numUpdatedRows === 1n;
}

/** Ends every open link of an account: they were mailed before its password or its address changed. */
export async function endLinks(db: Db, userId: string): Promise<void> {
  await db
    .updateTable("account_mails")
    .set({ expires_at: new Date() })
    .where("user_id", "=", userId)
    .where("used_at", "is", null)
    .where("expires_at", ">", new Date().toISOString())
    .execute();
}

export const deadLink = () => invalid({ token: "This link was used already or is too old. Ask for a new one." });
