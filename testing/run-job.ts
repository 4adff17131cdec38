import { systemActor } from "#access/actor.ts";
import type { JobDefinition } from "#access/job.ts";
import { openScope, readOrganization } from "#access/scope.ts";
import type { TestApp } from "./app.ts";

/** Runs a job as the worker would, now and here: for tests that run no worker, and cut jobs off where they like. */
export async function runJob<Payload extends object>(
  { platform }: TestApp,
  job: JobDefinition<Payload>,
  organizationId: string,
  payload: Payload,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const organization = (await readOrganization(platform, organizationId))!;
  const { transaction } = openScope({ platform, organizationId, actor: systemActor, action: job.name, request: null });
  await job.run({ platform, log: platform.log, signal, organization, transaction }, payload);
}
