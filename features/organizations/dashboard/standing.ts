import type { Organization } from "#features/organizations/contract.ts";
import { formatDate } from "#browser/ui/format.ts";
import { t } from "./messages.ts";

/** What the status of an organization means for those who work in it, and whom to ask; nothing to say while it is active. */
export function standingOf({ status, role, suspends_at, purge_at }: Organization): string {
  if (status === "past_due") return suspends_at ? t("standing.pastDueUntil", { date: formatDate(suspends_at) }) : t("standing.pastDue");
  if (status === "suspended") return t(role === "owner" ? "standing.suspended" : "standing.suspendedForOthers");
  if (status === "deleting") return purge_at ? t("standing.deletingOn", { date: formatDate(purge_at) }) : t("standing.deleting");
  return t("standing.active");
}

/** A reason as somebody wrote it, with the full stop that they may have left out. */
export const asSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
