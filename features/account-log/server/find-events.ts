import type { Db } from "#platform/database/transaction.ts";
import type { AccountEvent } from "../contract.ts";

/** A page of what happened to an account, the newest first. */
export async function findEvents(db: Db, userId: string, { page, per_page }: { page: number; per_page: number }) {
  const found = db.selectFrom("account_events").where("user_id", "=", userId);
  const rows = await found
    .select(["id", "kind", "created_at", "last_at", "count", "ip_address", "user_agent", "details"])
    .orderBy("last_at", "desc")
    .orderBy("id", "desc")
    .limit(per_page)
    .offset((page - 1) * per_page)
    .execute();
  const { total } = await found.select((count) => count.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { data: rows.map(present), total, page, per_page };
}

type Row = Omit<AccountEvent, "id" | "kind" | "details"> & { id: number | string; kind: string; details: unknown };

function present({ id, kind, ip_address, user_agent, details, ...row }: Row): AccountEvent {
  return {
    ...row,
    id: String(id),
    kind: kind as AccountEvent["kind"],
    ip_address: ip_address || null,
    user_agent: user_agent || null,
    details: details as AccountEvent["details"],
  };
}
