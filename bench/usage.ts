import pg from "pg";
import { sql } from "kysely";
import { recordUsage, type UsageEvent } from "#features/usage/server/record-usage.ts";
import { rollUpOrganization } from "#features/usage/server/roll-up-usage.ts";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { newId } from "#platform/ids.ts";
import { openProduct, type Product } from "./knowledge/product.ts";
import { median, printTable } from "./load/table.ts";

const rounds = 5;

/** How many usage events a second the ledger takes, and whether the Usage page grows slower with their number. */
export default async function usage(): Promise<void> {
  await measureWrites();
  await measureReads();
}

const writers = 8;
const roundMs = 4_000;
/** A turn: the visitor's message, the answer, tokens read and written. */
const eventsPerTurn = 4;

/**
 * Turns, one transaction each, while the sums are kept up beside them; beside the same rows, as many at once, inserted into
 * a table with nothing but a key, in the same transactions and in ones of a bare connection.
 */
async function measureWrites(): Promise<void> {
  const product = await openProduct();
  const superuser = await connectAsSuperuser(product);
  const { database } = product.platform;
  await superuser.query(
    `create table bare_events (organization_id text, idempotency_key text, kind text, quantity bigint, project_id text, agent_id text, channel text, occurred_at timestamptz(3));
     grant insert on bare_events to ${database.roles.tenant}`,
  );
  const pool = new pg.Pool({ ...superuserOf(product), max: writers });
  const { organizationId } = product;
  const scope = { kind: "tenant", organizationId } as const;
  const sides: Record<string, (events: UsageEvent[]) => Promise<unknown>> = {
    "the ledger, summed": (events) => database.transaction(scope, "write", ({ db }) => recordUsage(db, organizationId, events)),
    "a bare table": (events) => database.transaction(scope, "write", ({ db }) => sql.raw(bareInsert(organizationId, events)).execute(db)),
    "a bare table, bare pg": (events) => pool.query(bareInsert(organizationId, events)),
  };
  const rates: Record<string, number[]> = {};
  const behind: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, write] of Object.entries(sides)) {
      const isLedger = name.startsWith("the ledger");
      const started = performance.now();
      const written = await writeFor(
        write,
        isLedger ? () => rollUpOrganization(product.platform, organizationId, AbortSignal.timeout(60_000)) : null,
      );
      if (isLedger) {
        // What is left to be summed counts as well.
        const last = performance.now();
        await rollUpOrganization(product.platform, organizationId, AbortSignal.timeout(60_000));
        if (round >= 0) behind.push(performance.now() - last);
      }
      // The first round warms up.
      if (round >= 0) (rates[name] ??= []).push((written * 1000) / (performance.now() - started));
    }
  }
  await pool.end();
  await superuser.end();
  await product.close();
  const ledger = median(rates["the ledger, summed"] ?? []);
  console.log(
    `  ${writers} writers, ${eventsPerTurn} events a transaction, medians of ${rounds} interleaved rounds of ${roundMs / 1000} s`,
  );
  printTable([
    ["", "events a second", "the ledger beside it", "goal"],
    ...Object.entries(rates).map(([name, each]) => {
      const isLedger = name.startsWith("the ledger");
      return [name, Math.round(median(each)), isLedger ? "" : (ledger / median(each)).toFixed(2), isLedger ? "" : "≥ 0.5"];
    }),
    ["sums behind after a round", `${Math.round(median(behind))} ms`, "", ""],
  ]);
}

async function writeFor(write: (events: UsageEvent[]) => Promise<unknown>, sum: (() => Promise<void>) | null): Promise<number> {
  const until = performance.now() + roundMs;
  let written = 0;
  const writer = async () => {
    while (performance.now() < until) {
      await write(turn());
      written += eventsPerTurn;
    }
  };
  const summing = async () => {
    while (sum && performance.now() < until) {
      await sum();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  await Promise.all([...Array.from({ length: writers }, writer), summing()]);
  return written;
}

function turn(): UsageEvent[] {
  const place = { projectId: "prj_bench", agentId: "agt_bench", channel: "website" } as const;
  const [question, answer] = [newId("msg"), newId("msg")];
  return [
    { ...place, kind: "messages_received", quantity: 1, key: question },
    { ...place, kind: "answers", quantity: 1, key: question },
    { ...place, kind: "input_tokens", quantity: 1800, key: answer },
    { ...place, kind: "output_tokens", quantity: 210, key: answer },
  ];
}

function bareInsert(organizationId: string, events: readonly UsageEvent[]): string {
  const rows = events.map(
    ({ key, kind, quantity, projectId, agentId, channel }) =>
      `('${organizationId}','${key}','${kind}',${quantity},'${projectId}','${agentId}','${channel}',now())`,
  );
  return `insert into bare_events values ${rows.join(",")}`;
}

const requestsARound = 20;
const goal = 1.2;
const sizes = [10_000, 10_000_000] as const;

/** The calls of the Usage page in two databases, request by request in turn. */
async function measureReads(): Promise<void> {
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
  const superuser = await connectAsSuperuser(product);
  const started = performance.now();
  await superuser.query(
    `insert into usage_events (organization_id, idempotency_key, kind, quantity, project_id, agent_id, channel, occurred_at)
     select $1, 'msg_' || lpad(turn::text, 12, '0'), kind, 1 + turn % 7, 'prj_' || turn % 10, 'agt_' || turn % 30, 'website',
       now() - (turn * 7919 % 5184000) * interval '1 second'
     from generate_series(1, $2::int / ${eventsPerTurn}) turn,
       unnest(array['answers', 'input_tokens', 'messages_received', 'output_tokens']) kind`,
    [product.organizationId, events],
  );
  for (const [table, slot] of [
    ["usage_hours", "date_trunc('hour', occurred_at)"],
    ["usage_days", "occurred_at::date"],
    ["usage_periods", "date_trunc('month', occurred_at)::date"],
  ] as const) {
    await superuser.query(
      `insert into ${table} select organization_id, kind, ${slot}, project_id, agent_id, channel, sum(quantity) from usage_events group by 1, 2, 3, 4, 5, 6`,
    );
  }
  await superuser.query("vacuum analyze");
  await superuser.end();
  const { database } = product.platform;
  for (let count = 0; count < 100; count += 1) {
    const { organizationId } = product;
    await database.transaction({ kind: "tenant", organizationId }, "write", ({ db }) => recordUsage(db, organizationId, turn()));
  }
  console.log(`  ${events.toLocaleString("en")} events in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return product;
}

async function timeOf({ call, organizationId }: Product, group: string): Promise<number> {
  const started = performance.now();
  await call(`GET /v1/organizations/${organizationId}/usage?group_by=${group}`);
  return performance.now() - started;
}

const superuserOf = ({ platform }: Product) => ({
  host: socketDirectory(platform.env.dataDir),
  user: "postgres",
  database: databaseName,
  options: "-c search_path=app -c timezone=UTC",
});

async function connectAsSuperuser(product: Product): Promise<pg.Client> {
  const superuser = new pg.Client(superuserOf(product));
  await superuser.connect();
  return superuser;
}
