import type { Feature } from "#access/feature.ts";
import { holdsBack } from "./server/draft/holds-back.ts";
import { runDraftChecks } from "./server/draft/run-draft-checks.ts";
import { routes } from "./server/routes.ts";
import { runChecks } from "./server/run-checks.ts";
import { sampleCheck } from "./server/sample-check.ts";
import { sweepRuns } from "./server/sweep-runs.ts";

/** Questions whose answers are looked after, and how they were answered. */
export const checks: Feature = {
  name: "checks",
  routes,
  jobs: [runChecks, runDraftChecks, sweepRuns],
  nouns: [
    { name: "check", label: "Checks" },
    { name: "check_run", label: "Runs of checks" },
  ],
  follows: { check: "check:read", check_run: "check:read" },
  tables: {
    checks: {
      archive: {
        name: "checks",
        what: "A question, and what its answer has to be.",
        columns: [
          "id",
          "project_id",
          "question",
          "expects",
          "expected_text",
          "source_id",
          "source_name",
          "suggestion_counts",
          "agent_id",
          "created_by",
          "version",
          "created_at",
          "updated_at",
        ],
      },
      counted: "check",
    },
    check_runs: {
      archive: {
        name: "check_runs",
        what: "A run of a project's checks: how many passed and failed, and what it took.",
        columns: [
          "id",
          "project_id",
          "status",
          "error_code",
          "total",
          "passed",
          "failed",
          "unanswered",
          "newly_failing",
          "newly_passing",
          "by_model",
          "input_tokens",
          "output_tokens",
          "started_by_label",
          "created_at",
          "ended_at",
        ],
        leftOut: {
          runner: "Which job asks at this moment.",
          updated_at: "Until when that job was seen alive.",
          source_count: "By which it is known that sources went since.",
        },
      },
      counted: false,
    },
    draft_check_runs: {
      archive: {
        name: "draft_check_runs",
        what: "How the draft of a chat agent last answered the project's checks.",
        columns: [
          "agent_id",
          "project_id",
          "draft_version",
          "published_version",
          "status",
          "total",
          "passed",
          "failing",
          "started_by_label",
          "created_at",
        ],
        leftOut: {
          id: "By which a job knows that another run has begun.",
          last_check_id: "Where the run is at this moment.",
          updated_at: "Until when it was known to be there.",
        },
        key: ["agent_id"],
      },
      counted: false,
    },
    check_results: {
      archive: {
        name: "check_results",
        what: "How a check was answered in a run: of each check the last answer and the one before it.",
        columns: [
          "check_id",
          "run_id",
          "question",
          "agent_name",
          "change",
          "verdict",
          "outcome",
          "answer",
          "citations",
          "why",
          "created_at",
        ],
        leftOut: { check_version: "By which it is known that the check has changed since." },
        key: ["check_id", "run_id"],
      },
      counted: false,
    },
  },
  sample: sampleCheck,
  holdsBack,
};
