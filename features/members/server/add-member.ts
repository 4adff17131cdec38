import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";

/** Makes somebody a member, of an organization whose memberships are locked. @returns the membership's id */
export async function addMember(db: Db, organizationId: string, { userId, role }: { userId: string; role: string }): Promise<string> {
  const id = newId("mem");
  await db.insertInto("memberships").values({ organization_id: organizationId, id, user_id: userId, role }).execute();
  return id;
}
