import { pino } from "pino";
import { expect, test } from "vitest";
import { z } from "zod";
import { DatabaseBusy } from "#platform/database/busy.ts";
import { withEngine } from "#platform/engine.ts";
import { useApp } from "#testing/app.ts";
import { createOrganization } from "#testing/factories.ts";
import { product } from "../app.ts";
import { installationJob, job, sendInstallationJob, startWorker, sweep, type AnyJobDefinition } from "./job.ts";

const target = useApp();
const payload = z.object({});

/** What a worker logs of the first failure of this job, as the file has it. */
async function lineOf(definition: AnyJobDefinition, send: () => Promise<void>): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const log = pino({ level: "warn" }, { write: (line: string) => resolve(JSON.parse(line)) });
  await startWorker(withEngine({ ...target.platform, log }, target.platform), { ...product, jobs: [definition] });
  await send();
  return promise;
}

const [warn, error] = [40, 50];

test.each([
  ["export.make", new Error("the disk is gone"), error, "Error"],
  ["source.process", new DatabaseBusy("no connection"), warn, "DatabaseBusy"],
])("a job that fails (%s) is logged with what was thrown and where", async (name, thrown, level, type) => {
  const { id } = await createOrganization(target);
  const failing = job({ name, says: null, payload, concurrency: 1, run: async () => Promise.reject(thrown) });
  const line = await lineOf(failing, () => target.platform.jobs.sendNow(name, { organization_id: id, payload: {} }));
  expect(line).toMatchObject({ level, job: name, organization_id: id, err: { type, message: thrown.message, stack: expect.any(String) } });
});

test.each([
  ["account.mail", new Error("the disk is gone"), error, "Error"],
  ["invitation.sweep", new DatabaseBusy("no connection"), warn, "DatabaseBusy"],
])("so is one that belongs to no organization (%s)", async (name, thrown, level, type) => {
  const failing = installationJob({ name, payload, concurrency: 1, run: async () => Promise.reject(thrown) });
  const line = await lineOf(failing, () => sendInstallationJob(target.platform, failing, {}));
  expect(line).toMatchObject({ level, job: name, err: { type, message: thrown.message, stack: expect.any(String) } });
});

test("what an installation does not have is not queued at the start, and no longer by the clock", async () => {
  const name = "billing.count_seats";
  const count = async (table: "schedule" | "job") =>
    Number(
      (await target.database.admin.query<{ count: string }>(`select count(*) from jobs.${table} where name = $1`, [name])).rows[0]!.count,
    );
  const start = (isAvailable: boolean) =>
    startWorker(target.platform, {
      ...product,
      jobs: [sweep({ name, cron: "7 * * * *", atStart: true, available: () => isAvailable, run: async () => {} })],
    });
  await start(true);
  expect([await count("schedule"), await count("job")]).toEqual([1, 1]);
  await start(false);
  expect([await count("schedule"), await count("job")]).toEqual([0, 1]);
});
