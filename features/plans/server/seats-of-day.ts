import { sql } from "kysely";
import type { Day } from "#features/usage/server/days.ts";
import type { Db } from "#platform/database/transaction.ts";
import { countSeats } from "#features/invitations/server/count-seats.ts";

/** Keeps how many seats are taken now, if no more of them were taken before on this day. */
export async function saveSeats(db: Db, organizationId: string, day: Day): Promise<void> {
  const seats = await countSeats(db, organizationId);
  await db
    .insertInto("seat_days")
    .values({ organization_id: organizationId, day, seats })
    .onConflict((clash) =>
      clash.columns(["organization_id", "day"]).doUpdateSet({ seats: sql<number>`greatest(seat_days.seats, excluded.seats)` }),
    )
    .execute();
}

/** The most seats of each day that one is known of, in their order. */
export function readSeats(db: Db, organizationId: string): Promise<{ day: Day; seats: number }[]> {
  return db.selectFrom("seat_days").select(["day", "seats"]).where("organization_id", "=", organizationId).orderBy("day").execute();
}
