import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";
import { sweepWritings } from "./server/sweep-writings.ts";
import { writeQuestions } from "./server/write-questions.ts";

/** Questions that a model writes for passages, where somebody asks for them. */
export const questions: Feature = {
  name: "questions",
  routes,
  jobs: [writeQuestions, sweepWritings],
  tables: {
    question_writings: {
      archive: {
        name: "question_writings",
        what: "How the last writing of a source's questions went, and what it took.",
        columns: [
          "source_id",
          "project_id",
          "status",
          "error_code",
          "total",
          "done",
          "failed",
          "questions",
          "input_tokens",
          "output_tokens",
          "started_by_label",
          "created_at",
          "ended_at",
        ],
        leftOut: {
          runner: "Which job asks at this moment.",
          reached: "How far that job has come.",
          updated_at: "Until when that job was seen alive.",
        },
        key: ["source_id"],
      },
      counted: false,
    },
  },
};
