/** A value of Stripe's form encoding: `items[0][price]=p` is `{ items: [{ price: "p" }] }`, and every leaf is text. */
export type Form = { [name: string]: FormValue };
export type FormValue = string | Form | FormValue[];

/** Reads a body or a query as Stripe's library writes it. */
export function readForm(text: string): Form {
  const root: Form = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll("]", "").split("[");
    let place = root;
    for (const part of path.slice(0, -1)) {
      const next = place[part];
      place = typeof next === "object" && !Array.isArray(next) ? next : (place[part] = {});
    }
    const last = path.at(-1)!;
    place[last === "" ? String(Object.keys(place).length) : last] = value;
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, withLists(value)]));
}

/** Objects whose names are 0, 1, 2 … become lists. */
function withLists(value: FormValue): FormValue {
  if (typeof value !== "object" || Array.isArray(value)) return value;
  const names = Object.keys(value);
  const parts = names.map((name) => withLists(value[name]!));
  return names.length > 0 && names.every((name, index) => name === String(index))
    ? parts
    : Object.fromEntries(names.map((name, index) => [name, parts[index]!]));
}

export const textOf = (value: FormValue | undefined): string | null => (typeof value === "string" && value !== "" ? value : null);
export const numberOf = (value: FormValue | undefined): number | null => (textOf(value) === null ? null : Number(value));
export const formOf = (value: FormValue | undefined): Form => (typeof value === "object" && !Array.isArray(value) ? value : {});
export const listOf = (value: FormValue | undefined): FormValue[] => (Array.isArray(value) ? value : []);
/** A field of texts, such as `metadata`. */
export const textsOf = (value: FormValue | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(formOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
