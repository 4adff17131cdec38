import { PgBoss, type Job } from "pg-boss";
import type pg from "pg";
import type { QueueSql } from "../database/transaction.ts";
import type { Logger } from "../log.ts";

/** A job as the queue carries it. The organization is in it, so that its work opens a scope of its own. */
export type QueuedJob = { organization_id: string | null; payload: object };

export type SendOptions = { startAfterSeconds?: number; turn?: Turn | undefined };

/** In whose name a job waits, rather than its organization's: of each at most one runs. The highest priority is next. */
export type Turn = { group: string; priority: number };

export type Jobs = {
  /** Queues a job on an open transaction, as role queue; it exists only if that commits. */
  send(asQueue: QueueSql, name: string, job: QueuedJob, options?: SendOptions): Promise<void>;
  /** Queues a job in a transaction of its own. */
  sendNow(name: string, job: QueuedJob): Promise<void>;
  /** Of these `values`, those that a waiting or running job of these names has in `field` of its payload, read on an open transaction. */
  unfinished(asQueue: QueueSql, names: readonly string[], field: string, values: readonly string[]): Promise<Set<string>>;
  /**
   * Takes jobs of one name, `concurrency` at once and at most one of each organization (or of another party whose turn it is), so
   * that none starves another.
   */
  work(name: string, concurrency: number, handle: (job: QueuedJob, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Runs a job of one name by the clock; `cron` in UTC. Null: no more, if it ever did. */
  schedule(name: string, cron: string | null): Promise<void>;
  stop(): Promise<void>;
};

/** Opens pg-boss on tables that our migrations made. `schedule` off where no worker runs. */
export async function openJobs(connection: pg.PoolConfig, log: Logger, worker: boolean): Promise<Jobs> {
  const boss = new PgBoss({
    ...(connection as object),
    schema: "jobs",
    max: 4,
    migrate: false,
    createSchema: false,
    supervise: worker,
    schedule: worker,
    useListenNotify: worker,
    // How soon a job whose process died is found and tried again, beyond its queue's heartbeat.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on("error", (error) => log.warn({ error: error.message }, "the job queue met an error"));
  await boss.start();

  return {
    async send(asQueue, name, job, { startAfterSeconds, turn } = {}) {
      const db = { executeSql: (text: string, values?: unknown[]) => asQueue(text, values) };
      const place = turn ? { group: { id: turn.group }, priority: turn.priority } : groupOf(job);
      await boss.send(name, job, { db, ...place, ...(startAfterSeconds ? { startAfter: startAfterSeconds } : {}) });
    },
    async sendNow(name, job) {
      await boss.send(name, job, groupOf(job));
    },
    async unfinished(asQueue, names, field, values) {
      const { rows } = await asQueue(
        `select distinct data->'payload'->>$2 as value from jobs.job
         where name = any($1) and state < 'completed' and data->'payload'->>$2 = any($3)`,
        [names, field, values],
      );
      return new Set(rows.map((row) => (row as { value: string }).value));
    },
    async work(name, concurrency, handle) {
      const hands: string[] = [];
      const options = { localConcurrency: 1, localGroupConcurrency: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 };
      for (let hand = 0; hand < concurrency; hand += 1) {
        const id = await boss.work<QueuedJob>(name, options, async (jobs: Job<QueuedJob>[]) => {
          // All hands look for the next job at once: left to itself one sleeps its interval after each job, and after
          // it reached for one of an organization that another hand works for.
          for (const id of hands) boss.notifyWorker(id);
          for (const job of jobs) await handle(job.data, job.signal);
        });
        hands.push(id);
      }
    },
    async schedule(name, cron) {
      if (cron === null) await boss.unschedule(name);
      else await boss.schedule(name, cron, { organization_id: null, payload: {} }, { tz: "UTC" });
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

function groupOf(job: QueuedJob): { group?: { id: string } } {
  return job.organization_id ? { group: { id: job.organization_id } } : {};
}
