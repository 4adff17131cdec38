import { translate } from "#browser/translate.ts";
import { z } from "zod";
import { usageKinds } from "#features/usage/contract.ts";
import { budgetKinds, UpdateBudget, type AgentBudgetKind, type Budget, type BudgetKind } from "../contract.ts";

const bytesPerMegabyte = 1_000_000;

type AgentValues = Record<AgentBudgetKind, number | null> & { warn_only: AgentBudgetKind[]; name: string };
/** As the form has it: storage in megabytes, agents with their names. */
export type BudgetValues = Record<BudgetKind, number | null> & { warn_only: BudgetKind[]; agents: Record<string, AgentValues> };

/** What the form is checked by; it answers a budget as it is sent. */
export const BudgetForm: z.ZodType<UpdateBudget, BudgetValues> = z
  .custom<BudgetValues>()
  .transform(({ bytes_stored: megabytes, ...values }): z.input<typeof UpdateBudget> => ({
    ...values,
    bytes_stored: megabytes === null ? null : Math.round(megabytes * bytesPerMegabyte),
  }))
  .pipe(UpdateBudget);

export function valuesOf(budget: Budget | null): BudgetValues {
  const cap = (kind: BudgetKind) => budget?.[kind] ?? null;
  const bytes = cap("bytes_stored");
  return {
    answers: cap("answers"),
    input_tokens: cap("input_tokens"),
    output_tokens: cap("output_tokens"),
    sms_sent: cap("sms_sent"),
    bytes_stored: bytes === null ? null : bytes / bytesPerMegabyte,
    warn_only: budget?.warn_only ?? [],
    agents: Object.fromEntries(
      Object.entries(budget?.agents ?? {}).map(([id, { answers, input_tokens, output_tokens, warn_only, name }]) => [
        id,
        { answers, input_tokens, output_tokens, warn_only, name },
      ]),
    ),
  };
}

export const noCaps = (name: string): AgentValues => ({ answers: null, input_tokens: null, output_tokens: null, warn_only: [], name });

/** The caps of the whole organization as a notice of a colleague's change names them. */
export const fieldLabels = Object.fromEntries(budgetKinds.map((kind) => [kind, translate(usageKinds[kind].label)]));
