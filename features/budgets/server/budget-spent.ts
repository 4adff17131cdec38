import { AppError } from "#platform/errors.ts";
import { say, type Sentence } from "#platform/sentence.ts";
import { isFlow, nounOf } from "../contract.ts";
import type { Meter } from "./lock-meters.ts";

/** What is asked for does not fit into a cap. The sentence is for members; what a visitor reads is not ours to say. */
export class BudgetSpent extends AppError {
  readonly meter: Pick<Meter, "kind" | "agent_id" | "set_by">;

  constructor(meter: Pick<Meter, "kind" | "agent_id" | "set_by">) {
    super(isLimit(meter) ? "limit_reached" : "budget_spent", sentenceOf(meter));
    this.name = "BudgetSpent";
    this.meter = meter;
  }
}

/** What is paid for, and what the operator lets an organization keep: no budget of a period that ends. */
const isLimit = ({ kind, set_by }: BudgetSpent["meter"]) => set_by === "billing" || (set_by === "operator" && !isFlow(kind));

function sentenceOf({ kind, agent_id, set_by }: BudgetSpent["meter"]): string | Sentence {
  if (set_by === "billing")
    return kind === "bytes_stored"
      ? "No storage is left. Delete files that are not needed. Under Billing, an Owner can see how to get more."
      : say`The ${nounOf[kind]} of this period are used up. Under Billing, an Owner can see how to get more.`;
  if (set_by === "operator" && kind === "bytes_stored")
    return "This organization cannot store any more. Delete files that are not needed, or ask the operator of this installation to raise the limit.";
  const who = set_by === "operator" ? "It was set by the operator of this installation." : "An Owner can raise it on the Usage page.";
  return say`The budget of ${nounOf[kind]} of ${agent_id ? "this agent" : "this organization"} is spent. ${who}`;
}
