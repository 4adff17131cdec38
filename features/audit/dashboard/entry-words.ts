import { formatTime } from "#browser/ui/format.ts";
import { deviceOf } from "#browser/ui/device.ts";
import type { AuditEntry } from "../contract.ts";
import { t } from "./messages.ts";

/** The kinds of actors, as one and as the choice of a filter. */
export const actorWords: Record<AuditEntry["actor_type"], { one: string; all: string }> = {
  user: { one: t("entryWords.aPerson"), all: t("entryWords.people") },
  api_key: { one: t("entryWords.anApiKey"), all: t("entryWords.apiKeys") },
  system: { one: t("entryWords.botcadenceItself"), all: t("entryWords.botcadenceItself") },
  operator: { one: t("entryWords.theOperator"), all: t("entryWords.theOperator") },
  visitor: { one: t("entryWords.aVisitor"), all: t("entryWords.visitors") },
};

/** "Firefox on Windows · 203.0.113.7"; empty for what came from no request. Only people come with a browser. */
export function placeOf({ actor_type, user_agent: userAgent, ip_address: address }: AuditEntry): string {
  const device = actor_type === "user" && userAgent ? deviceOf(userAgent).name : null;
  return [device, address].filter(Boolean).join(" · ");
}

/** "14:00–15:00", the hour of a seal where the reader is. */
export function sealedHour({ hour }: { hour: string }): string {
  const end = new Date(Date.parse(hour) + 3_600_000).toISOString();
  return `${formatTime(hour)}–${formatTime(end)}`;
}

/** "Default sender", from the name of a field. */
export function fieldLabel(field: string): string {
  const text = field.replaceAll("_", " ").replace(/\bid\b/, "ID");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A value of before or after, as it is shown; null for none. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? t("entryWords.yes") : t("entryWords.no");
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.length === 0 ? null : value.join(", ");
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}
