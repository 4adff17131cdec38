import type { Tone } from "#browser/ui/status-badge.tsx";
import type { Status } from "../contract.ts";
import { t } from "./messages.ts";

/** Each status of an organization: its word and colour. */
export const statusLooks: Record<Status, { label: string; tone: Tone }> = {
  active: { label: t("organizationStatus.active"), tone: "good" },
  past_due: { label: t("organizationStatus.pastDue"), tone: "warn" },
  suspended: { label: t("organizationStatus.suspended"), tone: "bad" },
  deleting: { label: t("organizationStatus.beingDeleted"), tone: "bad" },
};
