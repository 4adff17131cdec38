import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";

/** Jobs of a queue that exists, taken by a worker of the test's own. */
const target = useApp();
const queue = "source.process";

test("one organization's many jobs keep no other's waiting, and a worker goes from job to job without a pause", async () => {
  const { jobs } = target.platform;
  const send = (organization: string) => jobs.sendNow(queue, { organization_id: organization, payload: {} });
  for (let count = 0; count < 20; count += 1) await send("org_many");
  await send("org_one");
  const order: (string | null)[] = [];
  let running = 0;
  let runningMax = 0;
  const started = performance.now();
  await jobs.work(queue, 2, async ({ organization_id }) => {
    order.push(organization_id);
    if (organization_id === "org_many") runningMax = Math.max(runningMax, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (organization_id === "org_many") running -= 1;
  });
  await expect.poll(() => order.length, { timeout: 20_000 }).toBe(21);
  expect(order.indexOf("org_one")).toBeLessThan(5);
  expect(runningMax).toBe(1);
  expect(performance.now() - started).toBeLessThan(10_000);
});
