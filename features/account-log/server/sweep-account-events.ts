import { sweep } from "#access/job.ts";
import { keptDays } from "../contract.ts";

const rowsPerStep = 5_000;
/** No browser keeps a cookie for longer. */
const deviceDays = 400;

/** Deletes what is older than the log goes back, and devices that nobody has signed in from for longer than their cookie lasts. */
export const sweepAccountEvents = sweep({
  name: "account_event.sweep",
  cron: "17 3 * * *",
  async run({ platform, signal }) {
    const { identityPool } = platform.database;
    const remove = async (table: string, column: string, days: number) => {
      const due = `select ctid from ${table} where ${column} < now() - $1 * interval '1 day' limit ${rowsPerStep}`;
      let removed: number | null;
      do {
        signal.throwIfAborted();
        removed = (await identityPool.query(`delete from ${table} where ctid = any (array(${due}))`, [days])).rowCount;
      } while (removed === rowsPerStep);
    };
    await remove("account_events", "created_at", keptDays);
    await remove("known_devices", "last_used_at", deviceDays);
  },
});
