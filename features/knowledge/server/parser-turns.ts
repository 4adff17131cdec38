import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Turn } from "#platform/jobs/jobs.ts";
import type { Db } from "#platform/database/transaction.ts";

/** Files wait in the name of the account that owns their organization: next is the account whose files took the least time recently. */
export async function parserTurn(db: Db, organizationId: string): Promise<Turn> {
  const { rows } = await sql<{ account: string; priority: number }>`select * from parser_turn(${organizationId})`.execute(db);
  const { account, priority } = rows[0]!;
  return { group: account, priority };
}

/** Counts what a file took, and puts the other files of its account in their place. */
export async function chargeParser(db: Db, organizationId: string, seconds: number): Promise<void> {
  await sql`select charge_parser(${organizationId}, ${seconds})`.execute(db);
}

/** What was used fades, also while an account's files wait. */
export const orderWaiting = sweep({
  name: "source.order_waiting",
  cron: "* * * * *",
  async run({ platform }) {
    await leaveTenant(platform, "whose file is read next").system(({ db }) => sql`select order_waiting_files()`.execute(db));
  },
});
