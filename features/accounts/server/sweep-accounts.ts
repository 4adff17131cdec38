import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
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

/** Sessions and ways to sign in go by reference; what waits for a mailed link is found by the account's id or address. */
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
  for (const { id, email } of due) {
    await sql`delete from verifications where identifier = ${email} or strpos(identifier, ${id}) > 0 or strpos(value, ${id}) > 0`.execute(
      db,
    );
    await db.deleteFrom("users").where("id", "=", id).execute();
  }
  return due.length;
}
