import type { Db, OpenTransaction } from "#platform/database/transaction.ts";

/** So many rows are looked at in one sweep. */
const atOnce = 500;

type UnfinishedJobs = (transaction: OpenTransaction, names: string[], field: string, values: string[]) => Promise<Set<string>>;

type Silent<Row> = {
  /** How long nothing is heard: longer than a dead process goes unnoticed by the queue, and than one step of the work takes. */
  silentMs: number;
  /** Those that are said to be under way, and of which nothing was heard since then, the oldest first. */
  find(db: Db, since: string, limit: number): Promise<Row[]>;
  /** The job that does the work, and which field of its payload names it. */
  job: { name: string; field: string; idOf(row: Row): string };
  end(db: Db, row: Row): Promise<unknown>;
};

/** Ends work that waits for a job which is no more, in all organizations. @returns how many were ended */
export async function endSilent<Row>(open: OpenTransaction, unfinishedJobs: UnfinishedJobs, work: Silent<Row>): Promise<number> {
  const { silentMs, find, job, end } = work;
  const silent = await find(open.db, new Date(Date.now() - silentMs).toISOString(), atOnce);
  if (silent.length === 0) return 0;
  const alive = await unfinishedJobs(open, [job.name], job.field, silent.map(job.idOf));
  const dead = silent.filter((row) => !alive.has(job.idOf(row)));
  for (const row of dead) await end(open.db, row);
  return dead.length;
}
