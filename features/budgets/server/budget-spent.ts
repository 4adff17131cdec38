import { AppError } from "#platform/errors.ts";
import { nounOf } from "../contract.ts";
import type { Meter } from "./lock-meters.ts";

/** What is asked for does not fit into a cap. The sentence is for members; what a visitor reads is not ours to say. */
export class BudgetSpent extends AppError {
  readonly meter: Pick<Meter, "kind" | "agent_id" | "set_by">;

  constructor(meter: Pick<Meter, "kind" | "agent_id" | "set_by">) {
    const whose = meter.agent_id ? "this agent" : "this organization";
    const who =
      meter.set_by === "operator" ? "It was set by the operator of this installation." : "An Owner can raise it on the Usage page.";
    super("budget_spent", `The budget of ${nounOf[meter.kind]} of ${whose} is spent. ${who}`);
    this.name = "BudgetSpent";
    this.meter = meter;
  }
}
