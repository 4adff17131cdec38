import { ofMembers } from "./of-members.ts";
import { ofOperator } from "./of-operator.ts";
import { ofOrganizations } from "./of-organizations.ts";
import { ofProjects } from "./of-projects.ts";
import { ofSubscriptions } from "./of-subscriptions.ts";
import type { Predicate, Told } from "./words.ts";

/** Every action with its sentence; a test asks for one of each write operation. */
export const predicates: Readonly<Record<string, Predicate>> = {
  ...ofOrganizations,
  ...ofMembers,
  ...ofProjects,
  ...ofSubscriptions,
  ...ofOperator,
};

/** An entry in plain words: `Anna Berg changed the name from “A” to “B”.` The one place where such sentences are made. */
export function sentenceOf(entry: Told): string {
  const predicate = Object.hasOwn(predicates, entry.action) ? predicates[entry.action] : undefined;
  const sentence = `${whoActed(entry)} ${predicate?.(entry) ?? unknown(entry)}`;
  return /[.!?]”?$/.test(sentence) ? sentence : `${sentence}.`;
}

/** How a sentence calls whoever acted. */
function whoActed({ actor_type: type, actor_label: label, actor_name: name }: Told): string {
  if (type === "operator") return "The operator";
  if (type === "visitor") return "A visitor";
  return type === "api_key" ? `The API key “${label}”` : name || label;
}

/** An action of another version of the product. */
function unknown({ action, target_label }: Told): string {
  return `did ${action.replaceAll(/[._]/g, " ")}${target_label ? `: “${target_label}”` : ""}`;
}
