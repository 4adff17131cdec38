import type { Tone } from "#browser/ui/status-badge.tsx";
import type { Status } from "../contract.ts";

/** Each status of an organization: its word and colour. */
export const statusLooks: Record<Status, { label: string; tone: Tone }> = {
  active: { label: "Active", tone: "good" },
  past_due: { label: "Past due", tone: "warn" },
  suspended: { label: "Suspended", tone: "bad" },
  deleting: { label: "Being deleted", tone: "bad" },
};
