import { z } from "zod";
import type { Logger } from "#platform/log.ts";
import type { QueuedJob } from "#platform/jobs/jobs.ts";
import type { Platform } from "#platform/platform.ts";
import { systemActor } from "./actor.ts";
import type { OpenTransaction } from "./operation.ts";
import { openScope, readOrganization } from "./scope.ts";
import { statusAllows, statusOf, type OrganizationFacts, type Status } from "./status.ts";

type Shared = { platform: Platform; log: Logger; signal: AbortSignal };

/** Work of one organization that goes on after the answer: sent in a transaction, run in a scope of its own. */
export type JobDefinition<Payload extends object = object> = {
  type: "job";
  /** `noun.verb`; a migration makes the queue of this name. */
  name: string;
  payload: z.ZodType<Payload>;
  /** How many run at once in one process. */
  concurrency: number;
  allowedWhile?: readonly Status[];
  run(context: Shared & { organization: OrganizationFacts; transaction: OpenTransaction }, payload: Payload): Promise<void>;
};

/** Work of the installation, by the clock: sweeps, purges. `cron` in UTC. */
export type SweepDefinition = { type: "sweep"; name: string; cron: string; run(context: Shared): Promise<void> };

export function job<Payload extends object>(definition: Omit<JobDefinition<Payload>, "type">): JobDefinition<Payload> {
  return { ...definition, type: "job" };
}

export function sweep(definition: Omit<SweepDefinition, "type">): SweepDefinition {
  return { ...definition, type: "sweep" };
}

/** Takes the queued work of every feature. A job whose organization is gone or read-only ends without running. */
export async function startWorker(platform: Platform, definitions: readonly (JobDefinition | SweepDefinition)[]): Promise<void> {
  for (const definition of definitions) {
    const log = platform.log.child({ job: definition.name });
    if (definition.type === "sweep") {
      await platform.jobs.work(definition.name, 1, (_job, signal) => definition.run({ platform, log, signal }));
      await platform.jobs.schedule(definition.name, definition.cron);
    } else {
      await platform.jobs.work(definition.name, definition.concurrency, (queued, signal) =>
        runJob(platform, log, definition, queued, signal),
      );
    }
  }
}

async function runJob(platform: Platform, log: Logger, definition: JobDefinition, queued: QueuedJob, signal: AbortSignal): Promise<void> {
  const organization = queued.organization_id ? await readOrganization(platform, queued.organization_id) : null;
  if (!organization) return;
  if (!statusAllows(statusOf(organization), "write", definition.allowedWhile)) return;
  const scope = openScope({ platform, organizationId: organization.id, actor: systemActor, action: definition.name, request: null });
  try {
    await definition.run({ platform, log, signal, organization, transaction: scope.transaction }, definition.payload.parse(queued.payload));
  } catch (error) {
    log.error({ error, organization_id: organization.id }, "a job failed");
    throw error;
  }
}
