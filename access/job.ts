import { z } from "zod";
import { busyAnswer } from "#platform/database/busy.ts";
import type { Logger } from "#platform/log.ts";
import type { QueuedJob } from "#platform/jobs/jobs.ts";
import type { OpenTransaction as DatabaseTransaction } from "#platform/database/transaction.ts";
import { engineOf } from "#platform/engine.ts";
import type { Platform } from "#platform/platform.ts";
import { AppError } from "#platform/errors.ts";
import { systemActor } from "./actor.ts";
import { admitJob } from "./admission.ts";
import type { OpenTransaction, TurnOf } from "./operation.ts";
import type { Product } from "./product.ts";
import type { Says, Tells } from "./says.ts";
import { openScope } from "./scope.ts";
import type { OrganizationFacts, Status } from "./status.ts";
import { watchAdmission } from "./watch-admission.ts";

type Shared = { platform: Platform; log: Logger; signal: AbortSignal };

type JobDeclaration<Payload extends object> = Tells & {
  /** `noun.verb`; a migration makes the queue of this name. */
  name: string;
  /** What its audit entries say; null where it leaves none. */
  says: Says | null;
  payload: z.ZodType<Payload>;
  /** How many run at once in one process. */
  concurrency: number;
  allowedWhile?: readonly Status[];
  /** As of a sweep. */
  available?(platform: Platform): boolean;
  /** Where accounts take turns rather than organizations. */
  turnOf?: TurnOf;
  run(
    context: Shared & { product: Product; organization: OrganizationFacts; transaction: OpenTransaction },
    payload: Payload,
  ): Promise<void>;
};

/** Work of one organization that continues after the answer: sent in a transaction, run in a scope of its own. */
export type JobDefinition<Payload extends object = object> = JobDeclaration<Payload> & { type: "job" };

type InstallationJobDeclaration<Payload extends object> = {
  /** As of a job. */
  name: string;
  payload: z.ZodType<Payload>;
  /** How many run at once in one process. */
  concurrency: number;
  run(context: Shared, payload: Payload): Promise<void>;
};

/** Work that belongs to no organization, such as mail to an account: sent where it is caused, run outside of any. */
export type InstallationJobDefinition<Payload extends object = object> = InstallationJobDeclaration<Payload> & { type: "installation_job" };

type SweepDeclaration = {
  name: string;
  /** Null: not by the clock. */
  cron: string | null;
  atStart?: boolean;
  /** Whether this installation has it, as it is configured. */
  available?(platform: Platform): boolean;
  run(context: Shared): Promise<void>;
};

/** Work of the installation, by the clock: sweeps, purges. `cron` in UTC. `atStart`: also whenever a worker starts. */
export type SweepDefinition = SweepDeclaration & { type: "sweep" };

/** Whatever a worker takes. */
export type AnyJobDefinition = JobDefinition | InstallationJobDefinition | SweepDefinition;

export function job<Payload extends object>(definition: JobDeclaration<Payload>): JobDefinition<Payload> {
  return { ...definition, type: "job" };
}

export function installationJob<Payload extends object>(
  definition: InstallationJobDeclaration<Payload>,
): InstallationJobDefinition<Payload> {
  return { ...definition, type: "installation_job" };
}

/**
 * Queues a job that belongs to no organization.
 * @param open the transaction that it commits with; without one it is queued at once
 */
export async function sendInstallationJob<Payload extends object>(
  platform: Platform,
  { name }: InstallationJobDefinition<Payload>,
  payload: Payload,
  open?: Pick<DatabaseTransaction, "asQueue">,
): Promise<void> {
  const { jobs } = engineOf(platform);
  const queued = { organization_id: null, payload };
  await (open ? jobs.send(open.asQueue, name, queued) : jobs.sendNow(name, queued));
}

export function sweep(definition: SweepDeclaration): SweepDefinition {
  return { ...definition, type: "sweep" };
}

/** Takes the queued work of every feature. A job whose organization is gone or read-only ends. */
export async function startWorker(platform: Platform, product: Product): Promise<void> {
  const { jobs } = engineOf(platform);
  for (const definition of product.jobs) {
    const log = platform.log.child({ job: definition.name });
    if ("available" in definition && !definition.available?.(platform)) {
      if (definition.type === "sweep") await jobs.schedule(definition.name, null);
      continue;
    }
    if (definition.type === "sweep") {
      await jobs.work(definition.name, 1, (_job, signal) => definition.run({ platform, log, signal }));
      await jobs.schedule(definition.name, definition.cron);
      if (definition.atStart) await jobs.sendNow(definition.name, { organization_id: null, payload: {} });
    } else if (definition.type === "installation_job") {
      await jobs.work(definition.name, definition.concurrency, (queued, signal) =>
        runInstallationJob({ platform, log, signal }, definition, queued),
      );
    } else {
      await jobs.work(definition.name, definition.concurrency, (queued, signal) =>
        runJob({ platform, log, signal }, definition, queued, product),
      );
    }
  }
}

async function runInstallationJob(shared: Shared, definition: InstallationJobDefinition, queued: QueuedJob): Promise<void> {
  try {
    await definition.run(shared, definition.payload.parse(queued.payload));
  } catch (error) {
    sayFailed(shared.log, error);
    throw error;
  }
}

async function runJob({ platform, log, signal }: Shared, definition: JobDefinition, queued: QueuedJob, product: Product): Promise<void> {
  if (queued.organization_id === null) return;
  const { organization_id: organizationId } = queued;
  const admit = () => admitJob(definition, platform, organizationId);
  const organization = await admit().catch(nullIfRefused);
  if (!organization) return;
  const scope = openScope({ platform, organizationId, actor: systemActor, act: definition, request: null });
  const admission = watchAdmission(platform, organizationId, async () => void (await admit()));
  const transaction: OpenTransaction = async (run, mode) => {
    admission.refused.throwIfAborted();
    return scope.transaction(run, mode);
  };
  const both = AbortSignal.any([signal, admission.refused]);
  try {
    await definition.run({ platform, product, log, signal: both, organization, transaction }, definition.payload.parse(queued.payload));
  } catch (error) {
    // Not to be tried again: what the organization may not do now is no failure.
    if (admission.refused.aborted) return;
    sayFailed(log.child({ organization_id: organizationId }), error);
    throw error;
  } finally {
    admission.end();
  }
}

/** It is tried again; only where the database had no room, nothing is wrong. */
function sayFailed(log: Logger, error: unknown): void {
  log[busyAnswer(error) ? "warn" : "error"]({ err: error }, "a job failed");
}

function nullIfRefused(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
