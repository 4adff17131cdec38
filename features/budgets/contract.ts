import { z } from "zod";
import { usageKinds, type UsageKind } from "#features/usage/contract.ts";

/** What can be capped, as it is shown: what costs somebody something. */
export const budgetKinds = ["answers", "input_tokens", "output_tokens", "sms_sent", "bytes_stored"] as const satisfies UsageKind[];
export const BudgetKind = z.enum(budgetKinds);
export type BudgetKind = z.output<typeof BudgetKind>;

/** What can be capped for one agent. */
export const agentBudgetKinds = ["answers", "input_tokens", "output_tokens"] as const satisfies BudgetKind[];
export type AgentBudgetKind = (typeof agentBudgetKinds)[number];

/**
 * What one act reserves: tokens are known only afterwards, so a usual answer's number of them is used until then. A cap
 * of which less is left lets nothing more begin.
 */
export const unitOf: Readonly<Record<BudgetKind, number>> = {
  answers: 1,
  input_tokens: 4_000,
  output_tokens: 1_000,
  sms_sent: 1,
  bytes_stored: 1,
};

/** Records of which the operator sets a number for one organization. */
export const limitedRecords = ["projects", "agents"] as const;

/** Records of which an organization has only so many, whatever is used. */
export const RecordKind = z.enum([...limitedRecords, "seats"]);
export type RecordKind = z.output<typeof RecordKind>;

/** How many there are of those that the operator limits. */
export type RecordCount = Record<(typeof limitedRecords)[number], number>;

/** Who set the cap: an Owner, the operator, or the plan that is paid for. */
export const SetBy = z.enum(["owner", "operator", "billing"]);
export type SetBy = z.output<typeof SetBy>;

const agentBudgetsMax = 100;

/** The schema of a cap; null: none. One below what a single act reserves would be spent from the beginning; zero says so. */
function capOf(kind: BudgetKind) {
  const unit = unitOf[kind];
  return z
    .number("Enter a whole number, or leave it empty for no cap.")
    .int("Enter a whole number.")
    .min(0, "A cap is at least 0.")
    .max(1_000_000_000_000_000, "This is more than can be counted.")
    .refine(
      (cap) => cap === 0 || cap >= unit,
      `One answer reserves ${unit.toLocaleString("en")} of them: enter at least that, or 0 for none.`,
    )
    .nullable()
    .default(null);
}

const agentCaps = { answers: capOf("answers"), input_tokens: capOf("input_tokens"), output_tokens: capOf("output_tokens") };
const caps = { ...agentCaps, sms_sent: capOf("sms_sent"), bytes_stored: capOf("bytes_stored") };

const AgentBudgetInput = z.object({ ...agentCaps, warn_only: z.array(z.enum(agentBudgetKinds)).default([]) });
export type AgentBudgetInput = z.output<typeof AgentBudgetInput>;

/** A whole budget: what is left out has no cap. */
export const UpdateBudget = z.object({
  ...caps,
  /** Caps that only warn: reaching them is told, and nothing stops. */
  warn_only: z.array(BudgetKind).default([]),
  /** By the agent's id, beside the caps of the whole organization. */
  agents: z
    .record(z.string(), AgentBudgetInput)
    .refine((agents) => Object.keys(agents).length <= agentBudgetsMax, `At most ${agentBudgetsMax} agents have caps of their own.`)
    .default({}),
});
export type UpdateBudget = z.output<typeof UpdateBudget>;

const recordCap = z
  .number("Enter a whole number.")
  .int("Enter a whole number.")
  .min(0, "A limit is at least 0.")
  .max(1_000_000, "A limit is at most 1,000,000.")
  .nullable()
  .optional();

/** The operator's caps; what is left out stays as it is, null ends it. */
export const UpdateLimits = z.object({
  ...(Object.fromEntries(budgetKinds.map((kind) => [kind, caps[kind].unwrap().optional()])) as Record<
    BudgetKind,
    z.ZodOptional<z.ZodNullable<z.ZodNumber>>
  >),
  projects: recordCap,
  agents: recordCap,
});

const Quantities = z.partialRecord(BudgetKind, z.number());

/** By kind that has a cap: what was used in the period, and what is under way and not counted yet. */
const Standing = { used: Quantities, reserved: Quantities };
const CapOrNone = z.number().nullable();
const capsOfAgent = { answers: CapOrNone, input_tokens: CapOrNone, output_tokens: CapOrNone };
const allCaps = { ...capsOfAgent, sms_sent: CapOrNone, bytes_stored: CapOrNone };

export const AgentBudget = z.object({
  ...capsOfAgent,
  warn_only: z.array(z.enum(agentBudgetKinds)),
  name: z.string(),
  project_id: z.string(),
  ...Standing,
});
export type AgentBudget = z.output<typeof AgentBudget>;

export const Limits = z.object({ ...allCaps, ...Standing });
export type Limits = z.output<typeof Limits>;

/**
 * What the operator allows an organization: null where nothing was set for it. `defaults`: what holds then, by the
 * configuration; null: no limit. `count`: how many of these records there are.
 */
export const OperatorLimits = Limits.extend({
  projects: CapOrNone,
  agents: CapOrNone,
  count: z.object({ projects: z.number(), agents: z.number() }),
  defaults: z.object({ projects: CapOrNone, agents: CapOrNone, bytes_stored: CapOrNone }),
});
export type OperatorLimits = z.output<typeof OperatorLimits>;

const Period = z.object({ from: z.string(), to: z.string() });

export const Budget = z.object({
  ...allCaps,
  warn_only: z.array(BudgetKind),
  agents: z.record(z.string(), AgentBudget),
  /** What the operator of the installation allows at most; it stops. */
  limits: z.object(allCaps),
  /** What follows from what is paid for, in a period that need not be the month; it stops. Null where nothing does. */
  billing: Limits.extend({ period: Period }).nullable(),
  ...Standing,
  /** The current month, in the organization's time zone. */
  period: Period,
  updated_at: z.string().nullable(),
  /** Goes up with every change; sent back as If-Match, it keeps one from overwriting a colleague's change. */
  version: z.number(),
});
export type Budget = z.output<typeof Budget>;

/** A cap of which four fifths are used, or all. */
export const BudgetWarning = z.object({
  kind: BudgetKind,
  agent_id: z.string().nullable(),
  percent: z.union([z.literal(80), z.literal(100)]),
  /** Whether what it counts is refused now. */
  stops: z.boolean(),
  set_by: SetBy,
  /** When it starts at zero again. */
  ends_at: z.string(),
});
export type BudgetWarning = z.output<typeof BudgetWarning>;

export const BudgetWarnings = z.object({ data: z.array(BudgetWarning), period: Period });
export type BudgetWarnings = z.output<typeof BudgetWarnings>;

/** How a sentence calls what a cap counts: "the budget of answers". */
export const nounOf: Readonly<Record<BudgetKind, string>> = {
  answers: "answers",
  input_tokens: "input tokens",
  output_tokens: "output tokens",
  sms_sent: "text messages",
  bytes_stored: "storage",
};

/** Whether it starts at zero with each period. */
export const isFlow = (kind: BudgetKind): boolean => usageKinds[kind].measure === "flow";

/** What of a cap is reached: nothing yet, four fifths, or so much that no further act fits in. */
export function reachedOf({
  kind,
  cap,
  warn_only,
  used,
}: {
  kind: BudgetKind;
  cap: number;
  warn_only: boolean;
  used: number;
}): 0 | 80 | 100 {
  const isSpent = warn_only ? used >= cap : used + unitOf[kind] > cap;
  if (isSpent) return 100;
  return used * 5 >= cap * 4 ? 80 : 0;
}
