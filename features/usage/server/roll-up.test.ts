import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { cutOffAfter } from "#testing/cut-off-after.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { readUsage, record, sumUp } from "#testing/usage.ts";
import { recordUsage, type UsageEvent } from "./record-usage.ts";
import { rollUp } from "./roll-up.ts";
import { rollUpUsage } from "./roll-up-usage.ts";

const target = useApp();
const answer = (key: string, fields: Partial<UsageEvent> = {}): UsageEvent => ({ kind: "answers", quantity: 1, key, ...fields });
const at = (time: string) => new Date(`2026-03-${time}Z`);

const sweep = () => rollUpUsage.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });

/** What the ledger adds up to, and what the sums hold, both by hour, day and month. */
async function compare(organizationId: string): Promise<{ ledger: unknown; sums: unknown }> {
  const { admin } = target.database;
  const key = "kind, project_id, agent_id, channel";
  const slots = ["hour", "day", "month"] as const;
  const [ledger, sums]: [unknown[], unknown[]] = [[], []];
  for (const [index, slot] of slots.entries()) {
    const table = ["usage_hours", "usage_days", "usage_periods"][index];
    const begin = `(date_trunc('${slot}', occurred_at at time zone 'UTC') at time zone 'UTC')::timestamptz`;
    const events = await admin.query(
      `select ${key}, ${begin} as slot, sum(quantity)::int as quantity from usage_events where organization_id = $1 group by ${key}, slot order by ${key}, slot`,
      [organizationId],
    );
    const summed = await admin.query(
      `select ${key}, (${slot}::timestamp ${slot === "hour" ? "" : "at time zone 'UTC'"})::timestamptz as slot, quantity::int from ${table}
       where organization_id = $1 order by ${key}, slot`,
      [organizationId],
    );
    ledger.push(events.rows);
    sums.push(summed.rows);
  }
  return { ledger, sums };
}

async function expectExact(organizationId: string): Promise<void> {
  const { ledger, sums } = await compare(organizationId);
  expect(sums).toEqual(ledger);
}

test("what is recorded twice counts once, whichever of two transactions commits first", async () => {
  const { id } = await createOrganization(target);
  expect(await record(target, id, answer("one"), { ...answer("one"), kind: "input_tokens", quantity: 7 })).toHaveLength(2);
  expect(await record(target, id, answer("one"), answer("two"))).toEqual([answer("two")]);
  await Promise.all(Array.from({ length: 8 }, () => record(target, id, answer("three"), answer("four"))));
  await sumUp(target, id);
  await expectExact(id);
  const { rows } = await target.database.admin.query("select kind, quantity::int from usage_days where organization_id = $1 order by 1", [
    id,
  ]);
  expect(rows).toEqual([
    { kind: "answers", quantity: 4 },
    { kind: "input_tokens", quantity: 7 },
  ]);
});

test("an event is neither lost nor counted twice, however acts, open transactions and sums come in between each other", async () => {
  const project = newId("prj");
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("act" as const),
        hour: fc.integer({ min: 0, max: 60 }),
        key: fc.integer({ min: 0, max: 15 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("open" as const),
        hour: fc.integer({ min: 0, max: 60 }),
        key: fc.integer({ min: 16, max: 99 }),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ do: "commit" as const }) },
    { weight: 2, arbitrary: fc.constant({ do: "sum" as const }) },
    { weight: 1, arbitrary: fc.constant({ do: "sum twice at once" as const }) },
    { weight: 1, arbitrary: fc.constant({ do: "cut off" as const }) },
  );
  const eventOf = ({ hour, key }: { hour: number; key: number }) =>
    answer(`act ${key}`, { occurredAt: new Date(at("01T00:20:00").getTime() + hour * 3_600_000), quantity: key + 1, projectId: project });

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const { id } = await createOrganization(target);
      const open: Held[] = [];
      const taken = new Set<number>();
      for (const one of steps) {
        if (one.do === "act") await record(target, id, eventOf(one));
        if (one.do === "open" && open.length < 5 && !taken.has(one.key)) {
          taken.add(one.key);
          open.push(await heldOpen(id, eventOf(one)));
        }
        if (one.do === "commit") await commit(open.shift());
        if (one.do === "sum") await sumUp(target, id);
        if (one.do === "sum twice at once") await Promise.all([sumUp(target, id), sumUp(target, id)]);
        if (one.do === "cut off") await rolledBack(id);
      }
      for (const transaction of open) await commit(transaction);
      await sumUp(target, id);
      await expectExact(id);
    }),
    { numRuns: 12, seed: 4711 },
  );
});

async function commit(transaction: Held | undefined): Promise<void> {
  transaction?.commit();
  await transaction?.done;
}

/** A transaction that has written its event and is not committed yet. */
type Held = { commit(): void; done: Promise<void> };

async function heldOpen(organizationId: string, event: UsageEvent): Promise<Held> {
  const [written, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = target.platform.database.transaction({ kind: "tenant", organizationId }, "write", async ({ db }) => {
    await recordUsage(db, organizationId, [event]);
    written.resolve();
    await committed.promise;
  });
  await Promise.race([written.promise, done]);
  return { commit: committed.resolve, done };
}

/** Sums that were written and not committed, as a crash leaves them. */
async function rolledBack(organizationId: string): Promise<void> {
  const crashed = target.platform.database.transaction({ kind: "system", reason: "a test" }, "write", async ({ db }) => {
    await rollUp(db, organizationId, 100);
    throw new Error("crashed");
  });
  await expect(crashed).rejects.toThrow("crashed");
}

test("more acts than one step takes are summed in steps, and cut off between two it continues", async () => {
  const { id } = await createOrganization(target);
  await target.database.admin.query(
    `insert into usage_events (organization_id, idempotency_key, kind, quantity, occurred_at)
     select $1, n, 'answers', 1, '2026-03-05T10:00:00Z'::timestamptz + n * interval '1 minute' from generate_series(1, 12000) n`,
    [id],
  );
  await target.database.admin.query(
    `insert into usage_pending (organization_id, project_id, agent_id, channel, occurred_at, kinds, quantities)
     select organization_id, '', '', '', occurred_at, array[kind], array[quantity] from usage_events where organization_id = $1`,
    [id],
  );
  await expect(sumUp(target, id, cutOffAfter(1))).rejects.toThrow("cut off");
  const { rows } = await target.database.admin.query("select sum(quantity)::int as answers from usage_periods where organization_id = $1", [
    id,
  ]);
  expect(rows).toEqual([{ answers: 5_000 }]);
  await Promise.all([sumUp(target, id), sumUp(target, id)]);
  await sumUp(target, id);
  await expectExact(id);
});

test("the page is never behind: what no sum holds yet is read from the ledger's rest, and nothing while it moves is read twice", async () => {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  let recorded = 0;
  const act = async () => {
    await record(target, organization.id, answer(`act ${recorded}`, { projectId: project }));
    recorded += 1;
  };
  await act();
  expect((await readUsage(target, organization)).totals.answers).toBe(1);
  for (let round = 0; round < 15; round += 1) {
    await act();
    const readers = Array.from({ length: 4 }, () => readUsage(target, organization, "group_by=project"));
    await sumUp(target, organization.id);
    for (const { totals, data } of await Promise.all(readers)) {
      expect([totals.answers, data[0]?.totals.answers]).toEqual([recorded, recorded]);
    }
  }
});

test("the sweep sums every organization in which something was used", async () => {
  const organizations = [await createOrganization(target), await createOrganization(target), await createOrganization(target)];
  for (const { id } of organizations) await record(target, id, answer("one"), answer("two"));
  await sweep();
  const { rows } = await target.database.admin.query("select count(*)::int as left from usage_pending");
  expect(rows).toEqual([{ left: 0 }]);
  for (const { id } of organizations) await expectExact(id);
});

test("an organization whose usage cannot be summed holds no other up", async () => {
  const [broken, other] = [await createOrganization(target), await createOrganization(target)];
  const { admin } = target.database;
  // More than a sum can hold.
  await admin.query(
    `insert into usage_pending (organization_id, project_id, agent_id, channel, occurred_at, kinds, quantities)
     values ($1, '', '', '', now(), '{answers,answers}', '{9223372036854775807,9223372036854775807}')`,
    [broken.id],
  );
  await record(target, other.id, answer("one"));
  await sweep();
  expect((await admin.query("select organization_id from usage_pending")).rows).toEqual([{ organization_id: broken.id }]);
  await expectExact(other.id);
  await admin.query("delete from usage_pending where organization_id = $1", [broken.id]);
});
