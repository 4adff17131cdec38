import { systemActor } from "#access/actor.ts";
import type { JobDefinition } from "#access/job.ts";
import { sendAccountMail } from "#features/identity/server/send-account-mail.ts";
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

/** Sends the mails to accounts that are queued, as the worker would. */
export async function deliverAccountMails({ platform, database }: TestApp): Promise<void> {
  const { rows } = await database.admin.query<{ data: { payload: object }; created_on: Date }>(
    "delete from jobs.job where name = $1 and state = 'created' returning data, created_on",
    [sendAccountMail.name],
  );
  for (const { data } of rows.toSorted((a, b) => a.created_on.getTime() - b.created_on.getTime())) {
    await sendAccountMail.run(
      { platform, log: platform.log, signal: new AbortController().signal },
      sendAccountMail.payload.parse(data.payload),
    );
  }
}
