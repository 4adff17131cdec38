import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { keptDays } from "../contract.ts";

const rowsPerStep = 5_000;
/** No browser keeps a cookie for longer. */
const deviceDays = 400;

/** The longest time in which mails are counted, and longer than any link in one works. */
const mailDays = 2;

/**
 * Deletes what is older than the log goes back, devices that nobody has signed in from for longer than their cookie lasts,
 * and mails that count no longer.
 */
export const sweepAccountEvents = sweep({
  name: "account_event.sweep",
  cron: "17 3 * * *",
  async run({ platform, signal }) {
    const removeSome = (table: string, column: string, days: number) =>
      leaveTenant(platform, "entries of account logs that are too old are deleted").identity(async ({ db }) => {
        const [from, age] = [sql.table(table), sql.ref(column)];
        const due = sql`select ctid from ${from} where ${age} < now() - ${days} * interval '1 day' limit ${rowsPerStep}`;
        return (await sql`delete from ${from} where ctid = any (array(${due}))`.execute(db)).numAffectedRows ?? 0n;
      });
    const remove = async (table: string, column: string, days: number) => {
      let removed: bigint;
      do {
        signal.throwIfAborted();
        removed = await removeSome(table, column, days);
      } while (removed === BigInt(rowsPerStep));
    };
    await remove("account_events", "created_at", keptDays);
    await remove("known_devices", "last_used_at", deviceDays);
    await remove("account_mails", "sent_at", mailDays);
  },
});
