import type { ProductEvent } from "#platform/events.ts";
import type { AuditRecord, AuditSource } from "./audit.ts";

/** An audited act as an event. It takes no label and no value along: what a field held may be a text or an address. */
export function eventOfAct(
  { act, organizationId }: Pick<AuditSource, "act" | "organizationId">,
  { target, before, after }: AuditRecord,
): ProductEvent {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = fields.filter((field) => JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null));
  const { changesRights: rights = false } = act;
  return {
    name: act.name,
    organization_id: organizationId,
    target: target && { type: target.type, id: target.id },
    changed,
    rights: typeof rights === "boolean" ? rights : changed.some((field) => rights.includes(field)),
    at: new Date().toISOString(),
  };
}
