import { languageOfDates } from "#browser/catalog.ts";
import type { Tone } from "#browser/ui/status-badge.tsx";
import type { Invoice } from "../contract.ts";
import { t } from "./messages.ts";

/** The status of an invoice, as one word and the colour of its dot. */
export function standingOf({ kind, status, is_overdue }: Pick<Invoice, "kind" | "status" | "is_overdue">): { word: string; tone: Tone } {
  if (kind === "credit_note") return { word: t("invoiceWords.creditNote"), tone: "plain" };
  if (is_overdue) return { word: t("invoiceWords.overdue"), tone: "bad" };
  return standings[status];
}

const standings: Record<Invoice["status"], { word: string; tone: Tone }> = {
  open: { word: t("invoiceWords.open"), tone: "warn" },
  paid: { word: t("invoiceWords.paid"), tone: "good" },
  void: { word: t("invoiceWords.void"), tone: "plain" },
  uncollectible: { word: t("invoiceWords.uncollectible"), tone: "bad" },
};

const days = new Intl.DateTimeFormat(languageOfDates, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const midnight = (day: string) => new Date(`${day}T00:00:00Z`);

/** "14 Dec 2026", from a day of a calendar. */
export const sayDay = (day: string): string => days.format(midnight(day));

/** "1 – 31 Oct 2026". */
export const sayPeriod = (from: string, to: string): string => days.formatRange(midnight(from), midnight(to));
