import type { Platform } from "#platform/platform.ts";
import type { Actor } from "./actor.ts";
import { insertAuditEntry, type AuditRecord } from "./audit.ts";
import type { OpenTransaction, RequestFacts } from "./operation.ts";
import { factColumns, type OrganizationFacts } from "./status.ts";

/**
 * Opens transactions of one organization for one act. Each writes the audit entry it was told of before it commits;
 * `audited` says whether any did.
 */
export function openScope(source: {
  platform: Platform;
  organizationId: string;
  actor: Actor;
  action: string;
  request: RequestFacts | null;
}): { transaction: OpenTransaction; audited(): boolean } {
  const { platform, organizationId } = source;
  let audited = false;

  const transaction: OpenTransaction = (run, mode = "write") =>
    platform.database.transaction({ kind: "tenant", organizationId }, mode, async ({ db, asQueue }) => {
      const records: AuditRecord[] = [];
      const result = await run({
        db,
        audit(record) {
          audited = true;
          if (record) records.push(record);
        },
        send: (job, payload) => platform.jobs.send(asQueue, job.name, { organization_id: organizationId, payload }),
      });
      for (const record of records) await insertAuditEntry(db, source, record);
      return result;
    });

  return { transaction, audited: () => audited };
}

/** The facts of an organization, read in its own scope; null when there is none. */
export function readOrganization(platform: Platform, organizationId: string): Promise<OrganizationFacts | null> {
  return platform.database.transaction({ kind: "tenant", organizationId }, "read", async ({ db }) => {
    const row = await db
      .selectFrom("organizations")
      .select([...factColumns])
      .where("id", "=", organizationId)
      .executeTakeFirst();
    return row ?? null;
  });
}
