import { words, type Words } from "../words.ts";
import { spoken } from "./spoken.ts";

/** Each a file of its own. English is with what says it. */
export const languages: Readonly<Record<string, () => Promise<{ translation: Words }>>> = {
  de: () => import("./words.de.ts"),
  fr: () => import("./words.fr.ts"),
  es: () => import("./words.es.ts"),
  it: () => import("./words.it.ts"),
  pt: () => import("./words.pt.ts"),
  nl: () => import("./words.nl.ts"),
  pl: () => import("./words.pl.ts"),
  cs: () => import("./words.cs.ts"),
  sv: () => import("./words.sv.ts"),
  tr: () => import("./words.tr.ts"),
  ar: () => import("./words.ar.ts"),
  he: () => import("./words.he.ts"),
  zh: () => import("./words.zh.ts"),
  ja: () => import("./words.ja.ts"),
};

/** Loads a language, which every file that comes later speaks too. What is none of these stays English. */
export async function speak(code: string): Promise<void> {
  const loaded = await languages[code]?.();
  if (!loaded) return;
  Object.assign(spoken, { code, words: loaded.translation });
  Object.assign(words, loaded.translation.panel);
}
