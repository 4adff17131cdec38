import { systemActor } from "#access/actor.ts";
import type { JobDefinition } from "#access/job.ts";
import { openScope, readOrganization } from "#access/scope.ts";
import { product } from "../app.ts";
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
  const { transaction } = openScope({ platform, organizationId, actor: systemActor, act: job, request: null });
  await job.run({ platform, product, log: platform.log, signal, organization, transaction }, payload);
}

/** Runs the queued jobs of these names, in the order in which they were queued. */
export async function runQueued(test: TestApp, names: RegExp): Promise<void> {
  const { platform, database } = test;
  for (const definition of product.jobs) {
    if (definition.type === "sweep" || !names.test(definition.name)) continue;
    const { rows } = await database.admin.query<{ data: { organization_id: string; payload: object }; created_on: Date }>(
      "delete from jobs.job where name = $1 and state = 'created' returning data, created_on",
      [definition.name],
    );
    for (const { data } of rows.toSorted((a, b) => a.created_on.getTime() - b.created_on.getTime())) {
      if (definition.type === "job") await runJob(test, definition, data.organization_id, definition.payload.parse(data.payload));
      else
        await definition.run({ platform, log: platform.log, signal: new AbortController().signal }, definition.payload.parse(data.payload));
    }
  }
}

/** Sends the mails to accounts that are queued. */
export const deliverAccountMails = (test: TestApp) => runQueued(test, /^account\.mail$/);

/** `send` of what may queue jobs, where it has none to queue. */
export const noJob = () => Promise.reject(new Error("No job is meant to be sent here."));
