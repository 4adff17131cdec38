import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { writeQuestions } from "./write-questions.ts";
import { endWriting } from "./writing-row.ts";

/** Longer than a dead process goes unnoticed by the queue, and than a model takes. */
const silentMs = 10 * 60_000;

/** Ends writings that wait for a job which is no more. */
export const sweepWritings = sweep({
  name: "source.sweep_questions",
  cron: "*/10 * * * *",
  async run({ platform, log }) {
    const ended = await leaveTenant(platform, "writings of questions that ended without a word").system(async ({ db, asQueue }) => {
      const silent = await db
        .selectFrom("question_writings")
        .select(["organization_id", "source_id"])
        .where("status", "=", "running")
        .where("updated_at", "<", new Date(Date.now() - silentMs).toISOString())
        .orderBy("updated_at")
        .limit(500)
        .execute();
      if (silent.length === 0) return 0;
      const ids = silent.map(({ source_id }) => source_id);
      const alive = await leaveTenant(platform, "which jobs are under way").unfinishedJobs(
        { asQueue },
        [writeQuestions.name],
        "source_id",
        ids,
      );
      const dead = silent.filter(({ source_id }) => !alive.has(source_id));
      for (const writing of dead) await endWriting(db, writing, "failed", "interrupted");
      return dead.length;
    });
    if (ended > 0) log.info({ ended }, "writings of questions were ended");
  },
});
