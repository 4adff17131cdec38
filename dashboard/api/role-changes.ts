import type { Permission } from "#access/permissions.ts";

/**
 * What somebody may newly do and may no longer do, as ends of a sentence: "manage agents and answer visitors"; null for
 * nothing.
 */
export function roleChanges(before: readonly string[], after: readonly string[]): { gained: string | null; lost: string | null } {
  return { gained: inWords(missing(after, before)), lost: inWords(missing(before, after)) };
}

const missing = (all: readonly string[], from: readonly string[]) => all.filter((name) => !from.includes(name));

/** One verb for each thing, and one thing once: "create and change projects", and "manage" where it is all three. */
function inWords(names: readonly string[]): string | null {
  const verbs = new Map<string, string[]>();
  for (const [name, [verb, thing]] of Object.entries(words)) {
    if (!names.includes(name) || (name === "project:delete_own" && names.includes("project:delete"))) continue;
    verbs.set(thing, [...(verbs.get(thing) ?? []), verb]);
  }
  const phrases = [...verbs].map(([thing, those]) => `${verbOf(those)} ${thing}`);
  return phrases.length === 0 ? null : list.format(phrases);
}

function verbOf(verbs: readonly string[]): string {
  const isAll = everyVerb.every((verb) => verbs.includes(verb));
  return list.format(isAll ? ["manage", ...verbs.filter((verb) => !everyVerb.includes(verb))] : verbs);
}

const everyVerb = ["create", "change", "delete"];
const list = new Intl.ListFormat("en");

/** Each permission as a verb and what it is about. */
const words: Record<Permission, readonly [verb: string, thing: string]> = {
  "organization:read": ["see", "the organization"],
  "organization:update": ["rename", "the organization"],
  "organization:transfer": ["hand over", "the organization"],
  "organization:delete": ["delete", "the organization"],
  "organization:export": ["export", "the organization"],
  "organization:security": ["change", "security settings"],
  "billing:read": ["see", "billing"],
  "billing:update": ["change", "billing"],
  "budget:read": ["see", "budgets"],
  "budget:update": ["change", "budgets"],
  "member:list": ["see", "members"],
  "member:invite": ["invite", "people"],
  "member:update": ["change", "roles of members"],
  "member:remove": ["remove", "members"],
  "member:grant_owner": ["appoint", "Owners"],
  "role:create": ["create", "custom roles"],
  "role:update": ["change", "custom roles"],
  "role:delete": ["delete", "custom roles"],
  "api_key:list": ["see", "API keys"],
  "api_key:create": ["create", "API keys"],
  "api_key:update": ["rename", "API keys"],
  "api_key:delete": ["delete", "API keys"],
  "webhook:create": ["create", "webhooks"],
  "webhook:update": ["change", "webhooks"],
  "webhook:delete": ["delete", "webhooks"],
  "phone_number:create": ["create", "phone numbers"],
  "phone_number:update": ["change", "phone numbers"],
  "phone_number:delete": ["delete", "phone numbers"],
  "audit:read": ["read", "the audit log"],
  "usage:read": ["see", "usage"],
  "project:read": ["see", "projects"],
  "project:create": ["create", "projects"],
  "project:update": ["change", "projects"],
  "project:delete_own": ["delete", "projects of their own"],
  "project:delete": ["delete", "projects"],
  "agent:read": ["see", "agents"],
  "agent:create": ["create", "agents"],
  "agent:update": ["change", "agents"],
  "agent:delete": ["delete", "agents"],
  "source:read": ["read", "knowledge bases"],
  "source:create": ["create", "sources of knowledge"],
  "source:update": ["change", "sources of knowledge"],
  "source:delete": ["delete", "sources of knowledge"],
  "conversation:read": ["read", "conversations"],
  "conversation:reply": ["answer", "visitors"],
  "workflow:create": ["create", "workflows"],
  "workflow:update": ["change", "workflows"],
  "workflow:delete": ["delete", "workflows"],
};
