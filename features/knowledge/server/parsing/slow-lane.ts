import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { Lane } from "./parser-pool.ts";

/** The one place in which a file may be read for long; of the installation, however many processes it has. */
export type SlowLane = {
  /**
   * Takes it for at most `ms`. From the fast lane only while nobody waits for it: those that wait take turns.
   * @returns what gives it back, or null while another file has it or is to have it
   */
  take(ms: number, from: Lane): Promise<(() => void) | null>;
};

/** A process that dies leaves the lane by the clock; this is added to the time that its file may take. */
const graceMs = 5_000;

/** The lane is a row with a lease: a lock of the database would hold a connection for as long. */
export function openSlowLane(platform: Platform): SlowLane {
  return {
    async take(ms, from) {
      const holder = newId("job");
      const taken = await leaveTenant(platform, "one file at a time is read for long").system(({ db }) =>
        db
          .updateTable("slow_lane")
          .set({ holder, held_until: sql`now() + ${ms + graceMs} * interval '1 millisecond'` })
          .where("held_until", "<=", sql<string>`now()`)
          .$if(from === "fast", (update) => update.where(sql<boolean>`not slow_lane_is_awaited()`))
          .executeTakeFirst(),
      );
      if (taken.numUpdatedRows === 0n) return null;
      return () => void leave(platform, holder).catch(() => {});
    },
  };
}

/** Where this fails the lease ends it. */
function leave(platform: Platform, holder: string): Promise<unknown> {
  return leaveTenant(platform, "the next file may be read for long").system(({ db }) =>
    db
      .updateTable("slow_lane")
      .set({ held_until: sql`now()` })
      .where("holder", "=", holder)
      .execute(),
  );
}
