import { z } from "zod";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { say } from "#platform/sentence.ts";
import { archivesMax, Export } from "../contract.ts";
import { toExport, type ExportRow } from "./find-export.ts";
import { lastErasure } from "./last-erasure.ts";
import { makeExport } from "./make-export.ts";

export const createExport = operation({
  name: "export.create",
  summary: "Starts an archive of the whole organization. Only one is created at a time: while that happens, this answers with it.",
  scope: "organization",
  kind: "write",
  says: () => "asked for an export of the organization",
  permission: "organization:export",
  allowedWhile: ["suspended", "deleting"],
  input: z.object({}),
  output: Export,
  status: 202,
  example: () => ({}),
  async run({ db, product, organization, actor, audit, send }) {
    for (;;) {
      const running = await findRunning(db, organization.id);
      if (running) {
        audit(null);
        return toExport(running, await lastErasure(db, product, organization.id));
      }
      await refuseTooMany(db, organization.id);
      const row = await db
        .insertInto("exports")
        .values({ organization_id: organization.id, id: newId("exp"), requested_by: actor.id, requested_by_label: actor.label })
        .onConflict((clash) => clash.doNothing())
        .returningAll()
        .executeTakeFirst();
      // Nothing inserted: another request was first, and its export is the running one now.
      if (!row) continue;
      await send(makeExport, { export_id: row.id });
      audit({ target: { type: "export", id: row.id, label: "Export" } });
      return toExport(row, null);
    }
  },
});

function findRunning(db: Db, organizationId: string): Promise<ExportRow | undefined> {
  return db
    .selectFrom("exports")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("status", "=", "running")
    .executeTakeFirst();
}

async function refuseTooMany(db: Db, organizationId: string): Promise<void> {
  const { kept } = await db
    .selectFrom("exports")
    .select((query) => query.fn.countAll<number>().as("kept"))
    .where("organization_id", "=", organizationId)
    .where("status", "=", "ready")
    .where("expires_at", ">", new Date().toISOString())
    .executeTakeFirstOrThrow();
  if (kept >= archivesMax) throw conflict(say`${archivesMax} archives can exist at a time. Delete one of them first.`);
}
