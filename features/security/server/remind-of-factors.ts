import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { TransactionContext } from "#access/operation.ts";
import { noticeDays } from "../contract.ts";
import { findPolicy, membersWithout } from "./find-security.ts";
import { tellMember } from "./tell-member.ts";

const dayMs = 86_400_000;

/** Mails members who would not pass an organization's door 14 and 3 days ahead; at once where the day is nearer than that. */
export const remindOfFactors = sweep({
  name: "security.remind",
  cron: "11 * * * *",
  async run({ platform, log, signal }) {
    const due = await leaveTenant(platform, "which organizations will soon ask for a second factor").system(async ({ db }) =>
      db
        .selectFrom("security_policies")
        .select("organization_id")
        .where("second_factor_from", ">", sql<string>`now()`)
        .where("second_factor_from", "<=", sql<string>`now() + make_interval(days => ${noticeDays[0]})`)
        .execute(),
    );
    for (const { organization_id: id } of due) {
      signal.throwIfAborted();
      try {
        const act = { name: "security.remind", says: null };
        const scope = leaveTenant(platform, "members are told that a second factor will be asked for").act({ organizationId: id, act });
        await scope.transaction((context) => remind(context, id));
      } catch (error) {
        log.warn({ err: error, organization_id: id }, "members could not be told of the second factor; it is tried again in an hour");
      }
    }
  },
});

/** Once for each of the notices, whichever process comes first. */
async function remind({ db, send }: TransactionContext, organizationId: string): Promise<void> {
  await db.selectFrom("security_policies").select("version").where("organization_id", "=", organizationId).forUpdate().execute();
  const policy = await findPolicy(db, organizationId);
  if (!policy?.second_factor_from) return;
  const daysLeft = (Date.parse(policy.second_factor_from) - Date.now()) / dayMs;
  const notice = noticeDays.findLast((days) => daysLeft <= days);
  if (daysLeft <= 0 || notice === undefined || (policy.told_days !== null && policy.told_days <= notice)) return;
  await db.updateTable("security_policies").set({ told_days: notice }).where("organization_id", "=", organizationId).execute();
  for (const { membership_id } of await membersWithout(db, organizationId)) await send(tellMember, { membership_id });
}
