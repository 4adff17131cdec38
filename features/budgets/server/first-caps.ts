import type { Db } from "#platform/database/transaction.ts";
import type { Cap } from "./set-caps.ts";

/** Makes these the caps of billing that every organization has from its first moment on: a trigger gives them to it. */
export async function setFirstCaps(db: Db, caps: readonly Cap[]): Promise<void> {
  await db.deleteFrom("first_caps").execute();
  const rows = caps.map((cap) => ({ kind: cap.kind, cap: cap.cap, plan: "plan" in cap ? cap.plan : null }));
  if (rows.length > 0) await db.insertInto("first_caps").values(rows).execute();
}
