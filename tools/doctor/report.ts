/** What was found, line by line, and what is wrong: each a sentence with what to do about it. */
export type Report = { facts: { name: string; value: string }[]; problems: string[] };
