import { language, languageOfDates } from "../catalog.ts";
import { t } from "../messages.ts";

const date = new Intl.DateTimeFormat(languageOfDates, { day: "numeric", month: "short", year: "numeric" });
const day = new Intl.DateTimeFormat(languageOfDates, { day: "numeric", month: "short" });
const dateTime = new Intl.DateTimeFormat(languageOfDates, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const time = new Intl.DateTimeFormat(languageOfDates, { hour: "2-digit", minute: "2-digit" });
const longDay = new Intl.DateTimeFormat(languageOfDates, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const relative = new Intl.RelativeTimeFormat(languageOfDates, { numeric: "auto", style: "short" });
const number = new Intl.NumberFormat(language);
const amount = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tinyAmount = new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });

/** "14 Dec 2026", from an ISO 8601 time. */
export const formatDate = (iso: string) => date.format(new Date(iso));

/** "14 Dec", from an ISO 8601 time within a year. */
export const formatDay = (iso: string) => day.format(new Date(iso));

/** "14 Dec 2026, 09:12", from an ISO 8601 time. */
export const formatDateTime = (iso: string) => dateTime.format(new Date(iso));

/** "14:05", from an ISO 8601 time. */
export const formatTime = (iso: string) => time.format(new Date(iso));

/** "Today", "Yesterday", "Monday, 14 December 2026", from an ISO 8601 time. */
export function formatLongDay(iso: string, now = new Date()): string {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const at = new Date(iso);
  if (at.toDateString() === now.toDateString()) return t("format.today");
  return at.toDateString() === yesterday.toDateString() ? t("format.yesterday") : longDay.format(at);
}

/** "1,284". */
export const formatNumber = (value: number) => number.format(value);

/** "91%", from 0–1. */
export const formatShare = (value: number) => share.format(value);

/** "1 chat agent", "12 chat agents", of a noun that the server names; what the browser counts itself is a message of a catalog. */
export const formatCount = (count: number, one: string) => `${number.format(count)} ${count === 1 ? one : `${one}s`}`;

/** "14 kB", "1.2 MB", "3.4 GB", from bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, size] = bytes >= 999_500_000 ? (["GB", 1e9] as const) : bytes >= 999_500 ? (["MB", 1e6] as const) : (["kB", 1e3] as const);
  const value = bytes / size;
  return `${value < 10 && unit !== "kB" ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** "now", "2 min ago", "yesterday"; a date once it is a week ago. */
export function formatAgo(iso: string, now = Date.now()): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (isNow(iso, now)) return t("format.now");
  if (seconds < 45 * 60) return relative.format(-Math.round(seconds / 60), "minute");
  if (seconds < 22 * 3600) return relative.format(-Math.round(seconds / 3600), "hour");
  if (seconds < 7 * 86400) return relative.format(-Math.max(1, Math.round(seconds / 86400)), "day");
  return formatDate(iso);
}

/** "now", "2 min", "3 h", "6 d"; a day once it is a week ago. */
export function formatSince(iso: string, now = Date.now()): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (isNow(iso, now)) return t("format.now");
  if (seconds < 59.5 * 60) return t("format.minutes", { count: Math.round(seconds / 60) });
  if (seconds < 23.5 * 3600) return t("format.hours", { count: Math.round(seconds / 3600) });
  if (seconds < 7 * 86400) return t("format.days", { count: Math.round(seconds / 86400) });
  return seconds < 300 * 86400 ? formatDay(iso) : formatDate(iso);
}

/** Whether formatAgo says "now". */
export const isNow = (iso: string, now = Date.now()) => now - Date.parse(iso) < 45_000;

/** "in 6 days", "in 3 hrs"; null when it is over. */
export function formatUntil(iso: string, now = Date.now()): string | null {
  const hours = (Date.parse(iso) - now) / 3_600_000;
  if (hours <= 0) return null;
  if (hours < 1) return relative.format(Math.ceil(hours * 60), "minute");
  return hours < 23.5 ? relative.format(Math.round(hours), "hour") : relative.format(Math.round(hours / 24), "day");
}

/** US dollars without their sign; four places where two would be nothing. */
export const formatDollars = (dollars: number) => (dollars > 0 && dollars < 0.01 ? tinyAmount : amount).format(dollars);
