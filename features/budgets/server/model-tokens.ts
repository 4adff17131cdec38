import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import type { UsageChannel } from "#features/usage/contract.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import { unitOf } from "../contract.ts";
import { countUsage } from "./count-usage.ts";
import { release, reserve } from "./reserve.ts";

/** What a model is asked for that is no answer to a visitor. `reservation`: the key under which caps hold what it may take. */
export type ModelUse = { reservation: string; projectId: string; agentId?: string; channel?: UsageChannel };

/** What it took. */
export type Tokens = { input: number; output: number };

/**
 * Takes what a model may use out of every cap on it, before it is asked. Whatever the same reservation holds already was left by an
 * act that was cut off.
 *
 * @param secondsMax how long the model is waited for
 * @throws BudgetSpent
 */
export async function reserveTokens(db: Db, organizationId: string, { reservation, agentId }: ModelUse, secondsMax: number): Promise<void> {
  const { input_tokens, output_tokens } = unitOf;
  await release(db, organizationId, reservation);
  await reserve(db, organizationId, {
    key: reservation,
    ...(agentId && { agentId }),
    quantities: { input_tokens, output_tokens },
    leaseEnd: sql<string>`now() + make_interval(secs => ${secondsMax + leaseSecondsMore})`,
  });
}

/** Beyond the longest answer, so that it is counted before what was reserved for it is free again. */
const leaseSecondsMore = 30;

/** Counts what a model took, and settles what was reserved for it. What is asked once more after a crash is paid for once more. */
export async function countTokens(
  open: Pick<TransactionContext, "db" | "send">,
  organizationId: string,
  { reservation, ...place }: ModelUse,
  { input, output }: Tokens,
): Promise<void> {
  const key = newId("job");
  await countUsage(
    open,
    organizationId,
    [
      { ...place, kind: "input_tokens", quantity: input, key },
      { ...place, kind: "output_tokens", quantity: output, key },
    ],
    reservation,
  );
}
