import { engineOf } from "#platform/engine.ts";
import type { Turn } from "#platform/jobs/jobs.ts";
import type { Platform } from "#platform/platform.ts";
import { asNow } from "#platform/work.ts";
import type { Actor } from "./actor.ts";
import { insertAuditEntry, type AuditRecord, type AuditSource } from "./audit.ts";
import type { OpenTransaction, TurnOf } from "./operation.ts";
import { factColumns, type OrganizationFacts } from "./status.ts";
import { tellIn } from "./tell.ts";

/** Who acts, where, and by what request. */
export type ScopeSource = {
  platform: Platform;
  organizationId: string;
  actor: Actor;
  act: AuditSource["act"];
  request: AuditSource["request"];
  within?: AuditSource["within"];
};

export type Scope = { transaction: OpenTransaction; audited(): boolean };

/**
 * Opens transactions of one organization for one act. Each writes the audit entry it was told of before it commits;
 * `audited` says whether any did.
 */
export function openScope(source: ScopeSource): Scope {
  const { platform, organizationId } = source;
  const asCaller = asNow();
  let audited = false;

  const open: OpenTransaction = (run, mode = "write") =>
    engineOf(platform).database.transaction({ kind: "tenant", organizationId }, mode, async ({ db, asQueue }) => {
      const records: AuditRecord[] = [];
      const turns = new Map<TurnOf, Promise<Turn>>();
      const result = await run({
        db,
        audit(record) {
          audited = true;
          if (record) records.push(record);
        },
        tell: (happened) => tellIn(platform, db, organizationId, happened, source.within),
        async send({ name, turnOf }, payload) {
          if (turnOf && !turns.has(turnOf)) turns.set(turnOf, turnOf(db, organizationId));
          const turn = turnOf && (await turns.get(turnOf));
          await engineOf(platform).jobs.send(asQueue, name, { organization_id: organizationId, payload }, { turn });
        },
      });
      for (const record of records) await insertAuditEntry(db, source, record);
      return result;
    });

  return { transaction: (run, mode) => asCaller(() => open(run, mode)), audited: () => audited };
}

/** The facts of an organization, read in its own scope; null when there is none. */
export function readOrganization(platform: Platform, organizationId: string): Promise<OrganizationFacts | null> {
  return engineOf(platform).database.transaction({ kind: "tenant", organizationId }, "read", async ({ db }) => {
    const row = await db
      .selectFrom("organizations")
      .select([...factColumns])
      .where("id", "=", organizationId)
      .executeTakeFirst();
    return row ?? null;
  });
}
