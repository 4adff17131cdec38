import { sql } from "kysely";
import { inSteps } from "#access/in-steps.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";

/** No browser keeps a cookie for longer. */
const deviceDays = 400;

/** The longest time in which mails are counted, and longer than any link in one works. */
const mailDays = 2;

/** Forgets devices that nobody has signed in from for longer than their cookie lasts, sign-ins that nobody finished, and mails that count no longer. */
export const sweepIdentity = sweep({
  name: "identity.sweep",
  cron: "27 3 * * *",
  async run({ platform, signal }) {
    await inSteps(signal, (rows) =>
      leaveTenant(platform, "devices that nobody used for very long are forgotten").identity(({ db }) =>
        sql`delete from known_devices where ctid = any (array(
          select ctid from known_devices where last_used_at < now() - ${deviceDays} * interval '1 day' limit ${rows}))`.execute(db),
      ),
    );
    await inSteps(signal, (rows) =>
      leaveTenant(platform, "sign-ins that nobody finished are forgotten").identity(({ db }) =>
        sql`delete from waiting_steps where ctid = any (array(
          select ctid from waiting_steps where expires_at < now() limit ${rows}))`.execute(db),
      ),
    );
    await inSteps(signal, (rows) =>
      leaveTenant(platform, "mails to accounts that count no longer are forgotten").identity(({ db }) =>
        sql`delete from account_mails where ctid = any (array(
          select ctid from account_mails where sent_at < now() - ${mailDays} * interval '1 day' limit ${rows}))`.execute(db),
      ),
    );
  },
});
