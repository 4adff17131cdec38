import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { deleteUser } from "#features/identity/server/close-user.ts";
import type { Db } from "#platform/database/transaction.ts";

const accountsPerStep = 100;

/** Deletes closed accounts whose 30 days are over, once the organizations that went with them are purged. */
export const sweepAccounts = sweep({
  name: "account.purge",
  cron: "*/5 * * * *",
  async run({ platform, log, signal }) {
    let purged: number;
    do {
      signal.throwIfAborted();
      purged = await leaveTenant(platform, "closed accounts are purged").system(({ db }) => purgeSome(db));
      if (purged > 0) log.info({ purged }, "closed accounts were purged");
    } while (purged === accountsPerStep);
  },
});

async function purgeSome(db: Db): Promise<number> {
  const due = await db
    .selectFrom("users")
    .select(["id", "email"])
    .where("purge_at", "<=", sql<string>`now()`)
    .where((where) => where.not(where.exists(where.selectFrom("memberships as m").select("m.id").whereRef("m.user_id", "=", "users.id"))))
    .orderBy("purge_at")
    .limit(accountsPerStep)
    .forUpdate()
    .execute();
  for (const user of due) await deleteUser(db, user);
  return due.length;
}
