/** What a saved reply is filled with where it is inserted. What is not known is null or empty, and stays a blank. */
export type Known = Readonly<Record<"visitor_name" | "agent_name" | "my_name" | "project_name", string | null>>;

/** The text with what is known in place of its variables; what is filled in is not read again. */
export function fillIn(text: string, known: Known): string {
  return text.replace(blank, (whole, name: string) => (Object.hasOwn(known, name) && known[name as keyof Known]?.trim()) || whole);
}

export type Blank = { name: string; from: number; to: number };

/** What is still to be filled in, in its order: words in braces. */
export function blanksIn(text: string): Blank[] {
  return [...text.matchAll(blank)].map(({ 0: whole, 1: name = "", index }) => ({ name, from: index, to: index + whole.length }));
}

const blank = /\{([a-z][a-z0-9_]{0,39})\}/g;
