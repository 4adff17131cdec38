import { sql } from "kysely";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import type { OwnedTable } from "#access/tables.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Storage } from "#platform/storage/storage.ts";
import { DeletionPreview } from "../contract.ts";

export const readDeletion = procedure({
  name: "organization.read_deletion",
  summary: "Counts what a deletion of the organization would take with it. Nothing is changed.",
  scope: "organization",
  kind: "read",
  permission: "organization:delete",
  input: z.object({}),
  output: DeletionPreview,
  example: () => ({}),
  async run({ platform, product, organization, transaction }) {
    const counted = product.tables.flatMap((table) => ("counted" in table && table.counted ? [table] : []));
    const counts = await transaction(({ db }) => countRecords(db, organization.id, counted), "read");
    const named = counted.flatMap(({ name, counted: one }) => (typeof one === "string" ? [{ one, count: counts[name] ?? 0 }] : []));
    return { counts, named, ...(await countFiles(platform.storage, organization.id)) };
  },
});

/** By table. */
async function countRecords(db: Db, organizationId: string, tables: readonly OwnedTable[]): Promise<Record<string, number>> {
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
