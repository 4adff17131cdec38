import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { LinkKind, LinkState } from "../contract.ts";

/** What is counted: mails with a link, and the one that tells an owner that somebody else wanted the address. */
export type CountedKind = LinkKind | "address_taken";

/** How many mails of a kind one address gets in so many hours: caused by one network or account, and by all together. */
const most: Record<CountedKind, { each: number; all: number; hours: number }> = {
  confirm_address: { each: 5, all: 30, hours: 1 },
  reset_password: { each: 5, all: 30, hours: 1 },
  change_address: { each: 3, all: 15, hours: 24 },
  address_taken: { each: 1, all: 1, hours: 24 },
};

/** Stands for every browser that the account knows. What these ask for is counted apart: strangers use up none of it. */
export const knownDevice = "known device";

const linkLifeMs = 60 * 60 * 1000;

/** A one-time link as its token finds it. `email` is whom it was mailed to; null where the operator handed it over. */
export type FoundLink = { kind: LinkKind; userId: string; email: string | null; state: Exclude<LinkState, "over"> };

/**
 * Counts a mail to an address before it is sent, and makes the link in it.
 *
 * @param mail `askedBy`: the network or account that causes it; null where it does not matter
 * @returns the link's token, which nobody can read again; null where the address got enough of these lately
 */
export async function countMail(
  db: Db,
  mail: { kind: CountedKind; userId: string; email: string; askedBy: string | null },
  isLimited: boolean,
): Promise<string | null> {
  const { kind, userId, email, askedBy } = mail;
  // One counts for an address at a time.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`account mails\n${email}`}, 0))`.execute(db);
  await sql`delete from account_mails where email = ${email} and sent_at < now() - interval '2 days'`.execute(db);
  const { each, all, hours } = most[kind];
  const { rows } = await sql<{ own: number; strange: number }>`
    select count(*) filter (where asked_by is not distinct from ${askedBy})::int as own,
      count(*) filter (where asked_by is distinct from ${knownDevice})::int as strange
    from account_mails
    where email = ${email} and kind = ${kind} and sent_at > now() - make_interval(hours => ${hours})`.execute(db);
  const { own = 0, strange = 0 } = rows[0] ?? {};
  if (isLimited && (own >= each || (askedBy !== knownDevice && strange >= all))) return null;
  return insertLink(db, { kind, userId, email, askedBy });
}

/** A mail that could not be sent was none: the next try counts. */
export async function uncountMail(db: Db, token: string): Promise<void> {
  await db.deleteFrom("account_mails").where("link_hash", "=", hashToken(token)).execute();
}

/** A link that the operator hands over, so that it is mailed to nobody. */
export const makeUnmailedLink = (db: Db, kind: LinkKind, userId: string) => insertLink(db, { kind, userId, email: null, askedBy: null });

async function insertLink(db: Db, row: { kind: string; userId: string; email: string | null; askedBy: string | null }): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await db
    .insertInto("account_mails")
    .values({
      user_id: row.userId,
      kind: row.kind,
      email: row.email,
      asked_by: row.askedBy,
      link_hash: hashToken(token),
      expires_at: new Date(Date.now() + linkLifeMs),
    })
    .execute();
  return token;
}

/** The current state of a link; null for one that is unknown or too old. Reading changes nothing: mail programs do it too. */
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

/**
 * The account of a link, locked: what spends one of its links and then ends all others comes one after the other. Null
 * where it is gone.
 */
export async function lockUser(db: Db, userId: string): Promise<{ id: string; email: string } | null> {
  const user = db.selectFrom("users").select(["id", "email"]).where("id", "=", userId).forNoKeyUpdate();
  return (await user.executeTakeFirst()) ?? null;
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
