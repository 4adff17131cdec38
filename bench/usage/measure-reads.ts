import type pg from "pg";
import { recordUsage } from "#features/usage/server/record-usage.ts";
import { engineOf } from "#platform/engine.ts";
import { openProduct, type Product } from "../knowledge/product.ts";
import { median, printTable } from "../load/table.ts";
import { connectAsSuperuser } from "./superuser.ts";
import { eventsPerTurn, turn } from "./turn.ts";

const rounds = 5;
const requestsARound = 20;
const goal = 1.2;
const sizes = [10_000, 10_000_000] as const;

/** The calls of the Usage page in two databases, request by request in turn. */
export async function measureReads(): Promise<void> {
  const sides = [];
  for (const events of sizes) sides.push(await openFilled(events));
  const rows: (string | number)[][] = [["ms", ...sizes.map((events) => `${events.toLocaleString("en")} events`), "ratio", "goal"]];
  for (const group of ["day", "project", "agent"]) {
    const medians: number[][] = sides.map(() => []);
    for (let round = -1; round < rounds; round += 1) {
      const times: number[][] = sides.map(() => []);
      for (let request = 0; request < requestsARound; request += 1) {
        for (const [index, product] of sides.entries()) times[index]!.push(await timeOf(product, group));
      }
      // The first round warms up.
      if (round >= 0) for (const [index, each] of times.entries()) medians[index]!.push(median(each));
    }
    const [small = 0, large = 0] = medians.map(median);
    rows.push([`usage by ${group}`, small.toFixed(2), large.toFixed(2), (large / small).toFixed(2), `≤ ${goal}`]);
  }
  for (const product of sides) await product.close();
  console.log(`  medians of ${rounds} interleaved rounds of ${requestsARound} requests, one after the other`);
  printTable(rows);
}

/** Events of sixty days, ten projects and thirty agents, and their sums; the last hundred turns are not summed yet. */
async function openFilled(events: number): Promise<Product> {
  const product = await openProduct();
  const started = performance.now();
  const superuser = await connectAsSuperuser(product);
  await fill(superuser, product.organizationId, events);
  await superuser.end();
  const { database } = engineOf(product.platform);
  for (let count = 0; count < 100; count += 1) {
    const { organizationId } = product;
    await database.transaction({ kind: "tenant", organizationId }, "write", ({ db }) => recordUsage(db, organizationId, turn()));
  }
  console.log(`  ${events.toLocaleString("en")} events in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return product;
}

/** In bulk: the key is made once all rows are there, and of days and months there are the sums of hours. */
async function fill(superuser: pg.Client, organizationId: string, events: number): Promise<void> {
  for (const setting of ["synchronous_commit = off", "maintenance_work_mem = '1GB'", "work_mem = '256MB'"])
    await superuser.query(`set ${setting}`);
  await superuser.query("alter system set max_wal_size = '8GB'");
  await superuser.query("select pg_reload_conf()");
  await superuser.query("alter table usage_events drop constraint usage_events_pkey");
  await superuser.query(
    `insert into usage_events (organization_id, idempotency_key, kind, quantity, project_id, agent_id, channel, occurred_at)
     select $1, 'msg_' || lpad(turn::text, 12, '0'), kind, 1 + turn % 7, 'prj_' || turn % 10, 'agt_' || turn % 30, 'website',
       now() - (turn::bigint * 7919 % 5184000) * interval '1 second'
     from generate_series(1, $2::int / ${eventsPerTurn}) turn,
       unnest(array['answers', 'input_tokens', 'messages_received', 'output_tokens']) kind`,
    [organizationId, events],
  );
  await superuser.query("alter table usage_events add primary key (organization_id, idempotency_key, kind)");
  const sums = [
    ["usage_hours", "usage_events", "date_trunc('hour', occurred_at)"],
    ["usage_days", "usage_hours", "hour::date"],
    ["usage_periods", "usage_days", "date_trunc('month', day)::date"],
  ] as const;
  for (const [table, from, slot] of sums)
    await superuser.query(
      `insert into ${table} select organization_id, kind, ${slot}, project_id, agent_id, channel, sum(quantity) from ${from} group by 1, 2, 3, 4, 5, 6`,
    );
  await superuser.query("vacuum analyze usage_events, usage_hours, usage_days, usage_periods");
  // What was written is on the disk before anything is measured.
  await superuser.query("checkpoint");
}

async function timeOf({ call, organizationId }: Product, group: string): Promise<number> {
  const started = performance.now();
  await call(`GET /v1/organizations/${organizationId}/usage?group_by=${group}`);
  return performance.now() - started;
}
