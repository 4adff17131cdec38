import { z } from "zod";
import { Citation, GivenOutcome, Why } from "#features/answering/contract.ts";

export const checksMax = 500;
export const questionLengthMax = 1_000;
const textLengthMax = 1_000;
const importMax = 100;

/** What the answer to a check has to be. */
export const Expects = z.enum(["text", "source", "declined"]);
export type Expects = z.output<typeof Expects>;

/** What became of a check in a run, beside the time before it was asked. `failing` and `passing`: there was none. */
export const Change = z.enum(["newly_failing", "newly_passing", "failing", "still_failing", "unanswered", "passing", "still_passing"]);
export type Change = z.output<typeof Change>;

/** Why a check passed or failed. */
export const Verdict = z.enum([
  "has_text",
  "lacks_text",
  "from_source",
  "from_others",
  "source_gone",
  "declined",
  "not_declined",
  "was_declined",
  "only_suggested",
  "budget_spent",
  "unavailable",
]);
export type Verdict = z.output<typeof Verdict>;

const Question = z
  .string()
  .trim()
  .min(1, "Enter the question.")
  .max(questionLengthMax, `A question has at most ${questionLengthMax.toLocaleString("en")} characters.`);
const ExpectedText = z
  .string()
  .trim()
  .max(textLengthMax, `A text has at most ${textLengthMax.toLocaleString("en")} characters.`);
const expected = {
  question: Question,
  expects: Expects.describe("`text`: the answer holds `expected_text`. `source`: it comes from `source_id`. `declined`: there is none."),
  expected_text: ExpectedText.nullish(),
  suggestion_counts: z.boolean().describe("Whether passages that may help are as good as an answer.").optional(),
};

/** What an expectation needs beside its kind is looked at by the operation: fields that are left out of a change stay. */
export const CreateCheck = z.object({
  ...expected,
  source_id: z.string().max(100).nullish(),
  agent_id: z.string().max(100).nullish().describe("Who is asked; null or left out: the built-in answerer, which costs nothing."),
});
export type CreateCheck = z.input<typeof CreateCheck>;

export const UpdateCheck = CreateCheck.partial();
export type UpdateCheck = z.input<typeof UpdateCheck>;

/** How a check was answered in a run, in short. */
const CheckStanding = z.object({
  run_id: z.string(),
  change: Change,
  verdict: Verdict,
  outcome: GivenOutcome.nullable(),
  /** Whether the check has changed since. */
  outdated: z.boolean(),
  created_at: z.string(),
});

export const Check = z.object({
  id: z.string(),
  project_id: z.string(),
  question: z.string(),
  expects: Expects,
  expected_text: z.string().nullable(),
  /** Null beside a name: that source is gone. */
  source_id: z.string().nullable(),
  source_name: z.string().nullable(),
  suggestion_counts: z.boolean(),
  agent_id: z.string().nullable(),
  agent_name: z.string().nullable(),
  /** Null: it was not asked yet. */
  last: CheckStanding.nullable(),
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Check = z.output<typeof Check>;

/** An answer that a run got, and why it is what it is. */
export const CheckAnswer = CheckStanding.extend({
  question: z.string(),
  agent_name: z.string().nullable(),
  answer: z.string(),
  citations: z.array(Citation),
  why: Why.nullable(),
});
export type CheckAnswer = z.output<typeof CheckAnswer>;

/** A check with its last answer, and the one before that. */
export const CheckDetail = Check.omit({ last: true }).extend({ last: CheckAnswer.nullable(), before: CheckAnswer.nullable() });
export type CheckDetail = z.output<typeof CheckDetail>;

/** How checks are filtered: those that fail now, pass now, changed with their last run, had no answer, or were not asked yet. */
export const CheckState = z.enum(["failing", "passing", "changed", "unanswered", "not_run"]);
export type CheckState = z.output<typeof CheckState>;

/** A row of a file of checks; a source and an agent are named as they are called, or by their ids. */
export const ImportedCheck = z.object({
  question: z.string(),
  expects: z.string(),
  expected_text: z.string().optional(),
  source: z.string().optional(),
  suggestion_counts: z.boolean().optional(),
  agent: z.string().optional(),
});
export type ImportedCheck = z.input<typeof ImportedCheck>;

export const ImportChecks = z.object({
  checks: z.array(ImportedCheck).min(1, "There is no check to import.").max(importMax, `Import at most ${importMax} checks at a time.`),
});
export const importedAtOnce = importMax;

/** What became of each, in the order given. A question that is there already for the same agent is changed. */
export const ImportedChecks = z.object({
  data: z.array(z.object({ outcome: z.enum(["created", "updated", "unchanged", "refused"]), reason: z.string().optional() })),
});
export type ImportedChecks = z.output<typeof ImportedChecks>;

export const CheckRun = z.object({
  id: z.string(),
  project_id: z.string(),
  status: z.enum(["running", "done", "stopped", "failed"]),
  /** Why it failed. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** How many there were to ask; asked are those that passed, failed or had no answer. */
  total: z.number(),
  passed: z.number(),
  failed: z.number(),
  unanswered: z.number(),
  newly_failing: z.number(),
  newly_passing: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  started_by_label: z.string(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
});
export type CheckRun = z.output<typeof CheckRun>;

/** What the next run would do. */
export const NextCheckRun = z.object({
  checks: z.number(),
  /** Of these, which a model answers: they take tokens. */
  by_model: z.number(),
  tokens: z.number().describe("About how many tokens a model would read and write."),
  cost_usd: z.number().nullable().describe("About what that costs; null where one of the models has no rate."),
  sources_changed: z.number().describe("Sources that were added, removed or read again with another text since the last run began."),
});
export type NextCheckRun = z.output<typeof NextCheckRun>;
