import type { Change, ProductEvent } from "#platform/events.ts";
import type { AuditRecord, AuditSource } from "./audit.ts";
import { changedFields } from "./changed-fields.ts";

/** An audited act as an event. It takes no label and no value along: what a field held may be a text or an address. */
export function eventOfAct(
  { act, organizationId, within = {} }: Pick<AuditSource, "act" | "organizationId" | "within">,
  { target, before, after }: AuditRecord,
): ProductEvent {
  const changed = changedFields(before, after);
  const { changesRights: rights = false } = act;
  return {
    name: act.name,
    organization_id: organizationId,
    target: target && { type: target.type, id: target.id },
    change: changeBy(act.name),
    within,
    changed,
    rights: typeof rights === "boolean" ? rights : changed.some((field) => rights.includes(field)),
    at: new Date().toISOString(),
  };
}

/** What an act makes of its target, by its verb. */
export function changeBy(name: string): Change {
  const verb = name.slice(name.indexOf(".") + 1);
  if (ends.test(verb) && !remaining.has(name)) return "deleted";
  return makes.test(verb) ? "created" : "changed";
}

const makes = /^(?:create(?:_\w+)?|add_\w+|upload|accept|ask|receive|finish)$/;
const ends = /^(?:delete|remove|revoke|revoke_own|decline|leave)$/;
/** Those whose target is still there for a while. */
const remaining: ReadonlySet<string> = new Set(["organization.delete"]);
