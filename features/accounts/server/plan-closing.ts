import type { Db } from "#platform/database/transaction.ts";
import type { AccountClosing } from "../contract.ts";

export type PlannedClosing = AccountClosing["organizations"][number] & { membership_id: string; role: string; purge_at: string | null };

/** What the closing of an account would do to each of its organizations, read in a transaction of the system scope. */
export async function planClosing(db: Db, userId: string): Promise<PlannedClosing[]> {
  const rows = await db
    .selectFrom("memberships as m")
    .innerJoin("organizations as o", "o.id", "m.organization_id")
    .select((select) => {
      const members = select.selectFrom("memberships as c").whereRef("c.organization_id", "=", "o.id");
      const count = members.select((one) => one.fn.countAll<number>().as("count"));
      return [
        "o.id",
        "o.name",
        "o.purge_at",
        "m.id as membership_id",
        "m.role",
        count.$asScalar().as("member_count"),
        count.where("c.role", "=", "owner").$asScalar().as("owner_count"),
      ];
    })
    .where("m.user_id", "=", userId)
    .orderBy("o.id")
    .execute();
  return rows.map(({ owner_count, ...row }) => {
    const member_count = row.member_count ?? 0;
    const isLastOwner = row.role === "owner" && owner_count === 1;
    // Who is the last Owner of what is being deleted stays it until that is gone: nobody else could restore it.
    const outcome = member_count === 1 || (isLastOwner && row.purge_at) ? "deleted" : isLastOwner ? "hand_over" : "left";
    return { ...row, member_count, outcome };
  });
}
