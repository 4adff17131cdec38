import { sql } from "kysely";
import { z } from "zod";
import { process } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Storage } from "#platform/storage/storage.ts";
import { DeletionPreview } from "../contract.ts";
import { readTenantTables } from "./tenant-tables.ts";

/** What the product makes of records by itself, to find them again: nobody would miss a number of them. */
const derived = [
  "billing_accounts",
  "billing_drifts",
  "meter_events",
  "stripe_events",
  "subscriptions",
  "chunks",
  "document_lengths",
  "handles",
  "idempotency_keys",
  "postings",
  // Of accounts, which stay.
  "account_events",
];

export const readDeletion = process({
  name: "organization.read_deletion",
  summary: "Counts what would be deleted with the organization. Nothing is changed.",
  scope: "organization",
  kind: "read",
  permission: "organization:delete",
  input: z.object({}),
  output: DeletionPreview,
  example: () => ({}),
  async run({ platform, organization, transaction }) {
    const counts = await transaction(({ db }) => countRecords(db, organization.id), "read");
    return { counts, ...(await countFiles(platform.storage, organization.id)) };
  },
});

/** By table, whichever tables there are. */
async function countRecords(db: Db, organizationId: string): Promise<Record<string, number>> {
  const tables = (await readTenantTables(db)).filter(({ name }) => !derived.includes(name));
  const counts = tables.map(
    ({ name }) => sql`(select count(*) from ${sql.table(name)} where organization_id = ${organizationId}) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counts)}`.execute(db);
  return rows[0] ?? {};
}

async function countFiles(storage: Storage, organizationId: string): Promise<{ file_count: number; file_bytes: number }> {
  const total = { file_count: 0, file_bytes: 0 };
  for await (const { sizeBytes } of storage.list(organizationId)) {
    total.file_count += 1;
    total.file_bytes += sizeBytes;
  }
  return total;
}
