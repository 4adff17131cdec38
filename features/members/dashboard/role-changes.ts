import { language } from "#browser/catalog.ts";
import { translate } from "#browser/translate.ts";
import { everyPermission, rowOf } from "#access/permissions.ts";
import { t } from "./messages.ts";

/**
 * What somebody may newly do and may no longer do, as ends of a sentence: "manage agents and invite people"; null for
 * nothing.
 */
export function roleChanges(
  before: readonly string[],
  after: readonly string[],
  isSelling: boolean,
): { gained: string | null; lost: string | null } {
  return { gained: inWords(missing(after, before), isSelling), lost: inWords(missing(before, after), isSelling) };
}

const missing = (all: readonly string[], from: readonly string[]) => all.filter((name) => !from.includes(name));

/** One verb for each thing, and one thing once: "create and change projects", and "manage" where it is all three. */
function inWords(names: readonly string[], isSelling: boolean): string | null {
  const verbs = new Map<string, string[]>();
  for (const name of everyPermission) {
    if (!names.includes(name) || (name === "project:delete_own" && names.includes("project:delete"))) continue;
    const { verb, thing: sold, unsold } = rowOf(name);
    const thing = isSelling ? sold : (unsold?.thing ?? sold);
    verbs.set(thing, [...(verbs.get(thing) ?? []), verb]);
  }
  const phrases = [...verbs].map(([thing, those]) => t("roleChanges.phrase", { verbs: verbOf(those), thing: translate(thing) }));
  return phrases.length === 0 ? null : list.format(phrases);
}

function verbOf(verbs: readonly string[]): string {
  const isAll = everyVerb.every((verb) => verbs.includes(verb));
  const said = isAll ? ["manage", ...verbs.filter((verb) => !everyVerb.includes(verb))] : verbs;
  return list.format(said.map((verb) => translate(verb)));
}

const everyVerb = ["create", "change", "delete"];
const list = new Intl.ListFormat(language);
