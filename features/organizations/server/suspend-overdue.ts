import { systemActor } from "#access/actor.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { act, reasonOf } from "#access/says.ts";
import { graceEnd } from "#access/status.ts";
import { changeFacts } from "./change-facts.ts";
import { lockIfThere } from "./lock-organization.ts";

const reason = "A payment was due for more than 14 days.";

export const suspension = act({
  name: "organization.suspend",
  changesRights: true,
  says: (entry) => `suspended the organization${reasonOf(entry)}`,
});

/** Suspends each organization whose grace after a failed payment has ended. What is being deleted goes anyway. */
export const suspendOverdue = sweep({
  name: "organization.suspend_overdue",
  cron: "*/10 * * * *",
  async run({ platform, log, signal }) {
    const rows = await leaveTenant(platform, "organizations of which a payment is due").system(({ db }) =>
      db.selectFrom("organizations").select("id").where("past_due_since", "is not", null).where("suspended_at", "is", null).execute(),
    );
    for (const { id } of rows) {
      signal.throwIfAborted();
      const scope = leaveTenant(platform, "an organization is suspended whose payment is overdue").act({
        organizationId: id,
        act: suspension,
      });
      const suspended = await scope.transaction(async ({ db, audit }) => {
        const row = await lockIfThere(db, id);
        const ends = row && !row.purge_at && !row.suspended_at ? graceEnd(row) : null;
        if (!row || !ends || Date.parse(ends) > Date.now()) return false;
        const change = { suspended_at: new Date(), suspended_by: systemActor.label, suspended_reason: reason };
        await changeFacts(db, id, change, systemActor.label, reason);
        audit({
          target: { type: "organization", id, label: row.name },
          before: { status: "past_due" },
          after: { status: "suspended", reason },
        });
        return true;
      });
      if (suspended) log.info({ organization_id: id }, "an organization was suspended: its grace ended");
    }
  },
});
