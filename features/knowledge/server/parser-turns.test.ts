import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { addMembership, call, createOrganization, createProject, createUser, upload, type TestUser } from "#testing/factories.ts";
import { newId } from "#platform/ids.ts";
import { runJob } from "#testing/run-job.ts";
import { chargeParser, orderWaiting } from "./parser-turns.ts";
import { processSource } from "./process-source.ts";

/** No worker runs here until a test takes the jobs itself. */
const target = useApp();
const never = new AbortController().signal;
const query = async (text: string, values: unknown[] = []) => (await target.database.admin.query(text, values)).rows;

async function organizationOf(owner: TestUser) {
  const id = newId("org");
  await query("insert into organizations (id, name) values ($1, 'Another')", [id]);
  await addMembership(target, id, owner, "owner");
  const project = await createProject(target, id, owner.id);
  const send = async (count: number) => {
    const files = Array.from({ length: count }, (_, index) => ({ name: `${index}.md`, bytes: `Text ${index}.` }));
    await upload(target, owner, `/v1/organizations/${id}/projects/${project}/sources/files`, files);
  };
  return { id, send };
}

const charge = (organizationId: string, seconds: number) =>
  target.platform.database.transaction({ kind: "tenant", organizationId }, "write", ({ db }) => chargeParser(db, organizationId, seconds));
const waiting = (organizationId: string) =>
  query("select group_id, priority from jobs.job where name = 'source.process' and data->>'organization_id' = $1", [organizationId]);

test("two organizations of one account wait in one name, and of another's nobody's", async () => {
  const [one, other] = [await createUser(target), await createUser(target)];
  const [first, second, third] = [await organizationOf(one), await organizationOf(one), await organizationOf(other)];
  for (const { send } of [first, second, third]) await send(1);
  expect(await waiting(first.id)).toEqual([{ group_id: one.id, priority: 0 }]);
  expect(await waiting(second.id)).toEqual([{ group_id: one.id, priority: 0 }]);
  expect(await waiting(third.id)).toEqual([{ group_id: other.id, priority: 0 }]);
});

test("an invited Owner does not answer for what the account that was there first used", async () => {
  const [maker, invited] = [await createUser(target), await createUser(target)];
  const [theirs, own] = [await organizationOf(maker), await organizationOf(invited)];
  await addMembership(target, theirs.id, invited, "owner");
  await charge(theirs.id, 100);
  await own.send(1);
  expect(await waiting(own.id)).toEqual([{ group_id: invited.id, priority: 0 }]);
});

test("an organization without an Owner waits in its own name", async () => {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  await query("update organizations set awaits_owner = true where id = $1", [id]);
  await query("update memberships set role = 'admin' where organization_id = $1", [id]);
  await upload(target, owner, `/v1/organizations/${id}/projects/${project}/sources/files`, [{ name: "a.md", bytes: "Text." }]);
  expect(await waiting(id)).toEqual([{ group_id: id, priority: 0 }]);
});

test("what one of its organizations used puts all that an account has waiting behind, until it fades", async () => {
  const owner = await createUser(target);
  const [first, second] = [await organizationOf(owner), await organizationOf(owner)];
  await first.send(2);
  await charge(second.id, 30);
  const [{ priority }] = await waiting(first.id);
  expect(priority).toBeLessThan(-10);
  await second.send(1);
  expect(await waiting(second.id)).toEqual([{ group_id: owner.id, priority }]);
  await query("update parser_times set as_of = as_of - interval '2 hours' where organization_id = $1", [second.id]);
  await orderWaiting.run({ platform: target.platform, log: target.platform.log, signal: never });
  const asBefore = { group_id: owner.id, priority: 0 };
  expect(await waiting(first.id)).toEqual([asBefore, asBefore]);
});

test("files that somebody else holds keep nobody's save waiting for them", async () => {
  const owner = await createUser(target);
  const [first, second] = [await organizationOf(owner), await organizationOf(owner)];
  await first.send(3);
  await query("begin");
  await query(
    "select from jobs.job where id = (select id from jobs.job where data->>'organization_id' = $1 order by id limit 1) for update",
    [first.id],
  );
  await charge(second.id, 30);
  await query("rollback");
  expect((await waiting(first.id)).filter(({ priority }) => priority < -10)).toHaveLength(2);
});

test("two organizations of one account with many files keep a stranger's waiting for one of them at most", async () => {
  await query("delete from jobs.job where name = 'source.process'");
  const busy = await createUser(target);
  const [first, second, stranger] = [
    await organizationOf(busy),
    await organizationOf(busy),
    await organizationOf(await createUser(target)),
  ];
  await first.send(20);
  await second.send(20);
  await stranger.send(1);
  const order: (string | null)[] = [];
  let running = 0;
  let most = 0;
  await target.platform.jobs.work("source.process", 2, async ({ organization_id: id }) => {
    order.push(id);
    if (id !== stranger.id) most = Math.max(most, (running += 1));
    await charge(id!, 5);
    if (id !== stranger.id) running -= 1;
  });
  await expect.poll(() => order.length, { timeout: 25_000 }).toBe(41);
  expect(order.indexOf(stranger.id)).toBeLessThan(3);
  expect(most).toBe(1);
});

test("of many accounts the one that used least is next, however long the others' files have waited", async () => {
  const accounts = await Promise.all(Array.from({ length: 5 }, async () => organizationOf(await createUser(target))));
  for (const [index, { id, send }] of accounts.entries()) {
    await charge(id, 100 - index * 20);
    await send(3);
  }
  const next = await query(
    "select data->>'organization_id' as id from jobs.job where name = 'source.process' and state = 'created' order by priority desc, created_on limit 1",
  );
  expect(next).toEqual([{ id: accounts.at(-1)!.id }]);
});

test("the time that a file took is counted for its organization", async () => {
  const owner = await createUser(target);
  const { id, send } = await organizationOf(owner);
  await send(1);
  const [{ source }] = await query("select id as source from sources where organization_id = $1", [id]);
  await runJob(target, processSource, id, { source_id: source });
  const [{ seconds }] = await query("select seconds from parser_times where organization_id = $1", [id]);
  expect(seconds).toBeGreaterThan(0);
  expect((await call<{ status: string }>(target, owner, `GET /v1/organizations/${id}`)).status).toBe(200);
});
