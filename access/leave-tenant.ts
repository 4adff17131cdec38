import type { Mode, OpenTransaction } from "#platform/database/transaction.ts";
import type { FairPool } from "#platform/database/fair-pool.ts";
import { engineOf } from "#platform/engine.ts";
import type { Platform } from "#platform/platform.ts";
import { systemActor } from "./actor.ts";
import type { HandleKind } from "./handles.ts";
import { resolveHandle } from "./resolve-handle.ts";
import { openScope, type Scope, type ScopeSource } from "./scope.ts";

/** Opens a transaction. `write` unless said otherwise. Never await the network in it. */
type Open = <T>(run: (transaction: OpenTransaction) => Promise<T>, mode?: Mode) => Promise<T>;

/** What lies outside the organization of a call. Each way out is named after the database's role that it takes. */
export type Outside = {
  /** Every organization's rows. */
  system: Open;
  /** Accounts and sessions. */
  identity: Open;
  /** The same, a statement at a time, for what better-auth shares. */
  identityPool: FairPool;
  /** The rows of the organization that is named. */
  tenant<T>(organizationId: string, run: (transaction: OpenTransaction) => Promise<T>, mode?: Mode): Promise<T>;
  /** An act in the organization that is named, with its audit entry and jobs: of somebody, or else of Botcadence itself. */
  act(source: Pick<ScopeSource, "organizationId" | "act"> & Partial<Pick<ScopeSource, "actor" | "request">>): Scope;
  /** To which organization a handle leads; null where to none. */
  organizationOf(kind: HandleKind, secret: string): Promise<string | null>;
  /** Of these `values`, those that a waiting or running job of these names has in `field` of its payload, of every organization. */
  unfinishedJobs(
    transaction: Pick<OpenTransaction, "asQueue">,
    names: readonly string[],
    field: string,
    values: readonly string[],
  ): Promise<Set<string>>;
};

/**
 * The one way out of the organization of a call, and into any for what stands outside. A file that imports this one
 * reads or writes what the door has not checked; testing/leaving.test.ts lists them, each with its reason.
 *
 * @param reason one literal sentence, as the printed list has it
 */
export function leaveTenant(platform: Platform, reason: string): Outside {
  const { database, jobs } = engineOf(platform);
  return {
    system: (run, mode = "write") => database.transaction({ kind: "system", reason }, mode, run),
    identity: (run, mode = "write") => database.transaction({ kind: "identity" }, mode, run),
    identityPool: database.identityPool,
    tenant: (organizationId, run, mode = "write") => database.transaction({ kind: "tenant", organizationId }, mode, run),
    act: ({ actor = systemActor, request = null, ...source }) => openScope({ ...source, actor, request, platform }),
    organizationOf: (kind, secret) => resolveHandle(platform, kind, secret),
    unfinishedJobs: ({ asQueue }, names, field, values) => jobs.unfinished(asQueue, names, field, values),
  };
}
