import { measureBudgets } from "./usage/measure-budgets.ts";
import { measureReads } from "./usage/measure-reads.ts";
import { measureWrites } from "./usage/measure-writes.ts";

/** How many usage events a second the ledger takes, what caps cost, and whether the Usage page grows slower with the number. */
export default async function usage(): Promise<void> {
  await measureWrites();
  await measureBudgets();
  await measureReads();
}
