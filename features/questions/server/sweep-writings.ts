import { endSilent } from "#access/end-silent.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Happened } from "#access/operation.ts";
import { tellIn } from "#access/tell.ts";
import { tellSourceChanged } from "#features/knowledge/server/tell-source.ts";
import { writeQuestions } from "./write-questions.ts";
import { endWriting } from "./writing-row.ts";

/** Ends writings that wait for a job which is no more. */
export const sweepWritings = sweep({
  name: "source.sweep_questions",
  cron: "*/10 * * * *",
  async run({ platform, log }) {
    const alive = leaveTenant(platform, "which jobs are under way").unfinishedJobs;
    const ended = await leaveTenant(platform, "writings of questions that ended without a word").system((open) =>
      endSilent(open, alive, {
        silentMs: 10 * 60_000,
        find: (db, since, limit) =>
          db
            .selectFrom("question_writings")
            .select(["organization_id", "source_id"])
            .where("status", "=", "running")
            .where("updated_at", "<", since)
            .orderBy("updated_at")
            .limit(limit)
            .execute(),
        job: { name: writeQuestions.name, field: "source_id", idOf: ({ source_id }) => source_id },
        async end(db, writing) {
          const ended = await endWriting(db, writing, "failed", "interrupted");
          const tell = (happened: Happened) => tellIn(platform, db, writing.organization_id, happened);
          if (ended) await tellSourceChanged({ tell }, { id: writing.source_id, project_id: ended.project_id });
        },
      }),
    );
    if (ended > 0) log.info({ ended }, "writings of questions were ended");
  },
});
