import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { isUnexpired, openInvitations } from "./present-invitation.ts";

/** How many more members an organization may have; null: as many as it likes. Asked while its memberships are locked. */
export type SeatsLeft = (platform: Platform, db: Db, organizationId: string) => Promise<number | null>;

/** For who does not ask how many are left. */
export const unlimitedSeats: SeatsLeft = async () => null;

export const noSeatLeft = "No seat is left. Remove a member or revoke an invitation. Under Billing, an Owner can see how to get more.";

/** How many more people may be invited: a pending invitation keeps its seat. Infinity where there is no limit. */
export async function countInvitable(platform: Platform, db: Db, organizationId: string, seatsLeft: SeatsLeft): Promise<number> {
  const seats = await seatsLeft(platform, db, organizationId);
  if (seats === null) return Number.POSITIVE_INFINITY;
  const open = await openInvitations(db, organizationId).select("i.expires_at").execute();
  return Math.max(0, seats - open.filter(({ expires_at }) => isUnexpired(expires_at)).length);
}
