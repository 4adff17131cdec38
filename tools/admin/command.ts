import type { Client } from "./client.ts";

export type Words = { named: string[]; options: { [name: string]: string | boolean | string[] | undefined } };
/** One word after `npm run admin --`, and what comes of it. */
export type Command = {
  usage: string;
  /** How many words it takes, and which options it cannot do without. */
  takes: [min: number, max: number];
  needs?: [option: string, sentence: string][];
  run(call: Client, words: Words): Promise<string>;
};

/** The address of an organization, below `/v1/operator`. */
export const at = (id = "") => `/organizations/${encodeURIComponent(id)}`;

type Option = Words["options"][string];
export const asText = (option: Option) => (typeof option === "string" ? option : undefined);
/** Of an option that may be given several times; undefined where it was not given. */
export const asTexts = (option: Option) => (Array.isArray(option) ? option : undefined);
