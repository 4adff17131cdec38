import { sql } from "kysely";
import { systemActor } from "#access/actor.ts";
import { openScope } from "#access/scope.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { reserve } from "#features/budgets/server/reserve.ts";
import { newId } from "#platform/ids.ts";
import { openProduct, type Product } from "../knowledge/product.ts";
import { median, printTable } from "../load/table.ts";
import { turn } from "./turn.ts";

const rounds = 5;
const roundMs = 2_000;

/** What an answer writes of its use, before and after it, many at once and one by one: without a cap, and with a wide one. */
export async function measureBudgets(): Promise<void> {
  const product = await openProduct();
  const { id: capped } = await product.call<{ id: string }>("POST /v1/organizations", { name: "Capped" });
  await product.call(`PUT /v1/organizations/${capped}/budget`, { answers: 1_000_000_000 });
  const sides = { "no cap": product.organizationId, "a cap on answers": capped };
  const rows: (string | number)[][] = [["answers a second", ...Object.keys(sides), "ratio"]];
  for (const writers of [1, 8]) {
    const rates: number[][] = [[], []];
    for (let round = -1; round < rounds; round += 1) {
      for (const [index, organizationId] of Object.values(sides).entries()) {
        const rate = await answerFor(product, organizationId, writers);
        // The first round warms up.
        if (round >= 0) rates[index]!.push(rate);
      }
    }
    const [free = 0, bound = 0] = rates.map(median);
    rows.push([`${writers} at once`, Math.round(free), Math.round(bound), (bound / free).toFixed(2)]);
  }
  await product.close();
  console.log(`  reserved and counted, medians of ${rounds} interleaved rounds of ${roundMs / 1000} s`);
  printTable(rows);
}

async function answerFor({ platform }: Product, organizationId: string, writers: number): Promise<number> {
  const { transaction } = openScope({
    platform,
    organizationId,
    actor: systemActor,
    act: { name: "usage.roll_up", says: null },
    request: null,
  });
  const leaseEnd = sql<string>`now() + interval '2 minutes'`;
  const started = performance.now();
  let answers = 0;
  const writer = async () => {
    while (performance.now() - started < roundMs) {
      const key = newId("msg");
      await transaction(({ db }) => reserve(db, organizationId, { key, agentId: "agt_bench", quantities: { answers: 1 }, leaseEnd }));
      await transaction((context) => countUsage(context, organizationId, turn(), key));
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (answers * 1000) / (performance.now() - started);
}
