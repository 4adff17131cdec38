import pg from "pg";
import { sql } from "kysely";
import { recordUsage, type UsageEvent } from "#features/usage/server/record-usage.ts";
import { rollUpOrganization } from "#features/usage/server/roll-up-usage.ts";
import { engineOf } from "#platform/engine.ts";
import { openProduct } from "../knowledge/product.ts";
import { median, printTable } from "../load/table.ts";
import { connectAsSuperuser, superuserOf } from "./superuser.ts";
import { eventsPerTurn, turn } from "./turn.ts";

const rounds = 5;
const writers = 8;
const roundMs = 4_000;

/**
 * Turns, one transaction each, while the sums are kept up beside them; beside the same rows, as many at once, inserted into
 * a table with nothing but a key, in the same transactions and in ones of a bare connection.
 */
export async function measureWrites(): Promise<void> {
  const product = await openProduct();
  const superuser = await connectAsSuperuser(product);
  const { database } = engineOf(product.platform);
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

function bareInsert(organizationId: string, events: readonly UsageEvent[]): string {
  const rows = events.map(
    ({ key, kind, quantity, projectId, agentId, channel }) =>
      `('${organizationId}','${key}','${kind}',${quantity},'${projectId}','${agentId}','${channel}',now())`,
  );
  return `insert into bare_events values ${rows.join(",")}`;
}
