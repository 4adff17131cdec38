import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { endOf } from "./hours.ts";

/** Entries of an hour are read this many at a time, so that the largest hour needs no more memory than a small one. */
const entriesPerPage = 1_000;

/** What a seal covers, beside the entries: whose it is, its place, its hour, and the seal before it. */
export type SealHeader = { organizationId: string; sequence: number; hour: string; previousDigest: string | null };

/** The columns of an entry that its seal covers, in this order; a test compares them with the table. */
export const sealedColumns = [
  "id",
  "created_at",
  "actor_type",
  "actor_id",
  "actor_label",
  "actor_name",
  "action",
  "target_type",
  "target_id",
  "target_label",
  "before",
  "after",
  "ip_address",
  "user_agent",
  "request_id",
] as const;

type Line = Record<(typeof sealedColumns)[number], string | null>;

/**
 * The SHA-256 over one hour's entries as docs/audit-log.md describes it: a line for the header, a line for each entry in
 * the order of time and id, a line with their number; each a JSON array of texts.
 *
 * @returns the digest in hexadecimal and how many entries are in the hour
 */
export async function digestHour(db: Db, header: SealHeader): Promise<{ digest: string; entryCount: number }> {
  const { organizationId, sequence, hour, previousDigest } = header;
  const hash = createHash("sha256");
  const add = (values: readonly unknown[]) => hash.update(`${JSON.stringify(values)}\n`);
  add(["audit seal 1", organizationId, String(sequence), hour, previousDigest]);
  let entryCount = 0;
  let last: Line | null = null;
  for (;;) {
    const lines = await readLines(db, header, last);
    for (const line of lines) add(sealedColumns.map((column) => line[column]));
    entryCount += lines.length;
    last = lines.at(-1) ?? null;
    if (lines.length < entriesPerPage) break;
  }
  add([String(entryCount)]);
  return { digest: hash.digest("hex"), entryCount };
}

/** Everything as text, so that no number or date of an entry passes through a form that could lose something of it. */
async function readLines(db: Db, { organizationId, hour }: SealHeader, after: Line | null): Promise<Line[]> {
  const values = sealedColumns.map((column) =>
    column === "created_at"
      ? sql`to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at`
      : sql`${sql.ref(column)}::text as ${sql.ref(column)}`,
  );
  const beyond = after ? sql`and (created_at, id) > (${after.created_at}::timestamptz, ${after.id})` : sql``;
  const { rows } = await sql<Line>`
    select ${sql.join(values)} from audit_entries as e
    where organization_id = ${organizationId} and created_at >= ${hour} and created_at < ${endOf(hour)} ${beyond}
    order by e.created_at, e.id limit ${entriesPerPage}`.execute(db);
  return rows;
}
