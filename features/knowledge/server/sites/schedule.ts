import type { SiteSchedule } from "../../contract/sites.ts";

const days: Record<Exclude<SiteSchedule, "never" | "monthly">, number> = { daily: 1, weekly: 7 };

/** When a site is read again by itself, after it was read now; null where it never is. */
export function nextSync(schedule: string, now: Date): Date | null {
  const next = new Date(now);
  if (schedule === "never") return null;
  if (schedule === "monthly") {
    const day = next.getUTCDate();
    next.setUTCMonth(next.getUTCMonth() + 1);
    // A month without a 31st: its last day.
    if (next.getUTCDate() !== day) next.setUTCDate(0);
    return next;
  }
  next.setUTCDate(next.getUTCDate() + days[schedule as keyof typeof days]);
  return next;
}
