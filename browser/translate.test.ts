import { expect, test } from "vitest";
import { everyPermission, nameOfRole, resources, roles, rowOf } from "#access/permissions.ts";
import { passwordRules, notWellKnownLabel } from "#features/identity/contract.ts";
import { sourceKindWords } from "#features/knowledge/contract.ts";
import { usageKinds } from "#features/usage/contract.ts";
import { nounOf } from "#features/budgets/contract.ts";
import { serverWords as german } from "./server-words.de.ts";
import { translate } from "./translate.ts";

test("a sentence of the server is said in the language of the page, with its values; one that nobody has translated in English", () => {
  const words = { "At most {0} {1} fit in.": "Höchstens {0} {1} haben Platz.", files: "Dateien", "Sign in.": "Anmelden." };
  expect(translate("Sign in.", undefined, words)).toBe("Anmelden.");
  const sent = { key: "At most {0} {1} fit in.", values: [5, { key: "files", values: [] }] };
  expect(translate("At most 5 files fit in.", sent, words)).toBe("Höchstens 5 Dateien haben Platz.");
  expect(translate("There is no such thing.", { key: "There is no such thing.", values: [] }, words)).toBe("There is no such thing.");
  expect(translate("constructor", undefined, words)).toBe("constructor");
  expect(translate("Sign in.")).toBe("Sign in.");
});

test("what contracts say on everyday pages is said in German", () => {
  const said = [
    ...roles.flatMap((role) => [nameOfRole(role), `${nameOfRole(role)}s`]),
    ...everyPermission.flatMap((name) => {
      const { verb, thing, tick, unsold } = rowOf(name);
      return [verb, thing, tick, ...(unsold ? [unsold.thing, unsold.tick] : [])];
    }),
    ...Object.values(resources).flatMap(({ label, unsold }) => (unsold ? [label, unsold] : [label])),
    ...Object.values(usageKinds).flatMap(({ label, what }) => [label, what]),
    ...Object.values(nounOf),
    ...Object.values(sourceKindWords).flatMap(({ label, noun }) => [label, noun]),
    ...passwordRules.map(({ label }) => label),
    notWellKnownLabel,
  ];
  expect(said.filter((words) => !Object.hasOwn(german, words))).toEqual([]);
});

test("a translation has the values of its English", () => {
  const values = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(String).toSorted();
  for (const [english, translated] of Object.entries(german)) expect(values(translated), english).toEqual(values(english));
});
