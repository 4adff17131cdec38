import type { Product } from "#access/product.ts";
import type { Told } from "#access/says.ts";

/** An entry in plain words: `Anna Berg changed the name from “A” to “B”.` What was done is said by the act itself. */
export function sentenceOf(sayings: Product["sayings"], entry: Told): string {
  const says = sayings.get(entry.action) ?? sayUnknown;
  const sentence = `${whoActed(entry)} ${says(entry)}`;
  return /[.!?]”?$/.test(sentence) ? sentence : `${sentence}.`;
}

/** How a sentence names the one who acted. */
function whoActed({ actor_type: type, actor_label: label, actor_name: name }: Told): string {
  if (type === "operator") return "The operator";
  if (type === "visitor") return "A visitor";
  return type === "api_key" ? `The API key “${label}”` : name || label;
}

/** An act of another version of the product. */
function sayUnknown({ action, target_label }: Told): string {
  return `did ${action.replaceAll(/[._]/g, " ")}${target_label ? `: “${target_label}”` : ""}`;
}
