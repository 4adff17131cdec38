import { serverWords } from "./server-words.ts";

/** A sentence as the server sends it beside its English: the English with `{0}`, `{1}` … in place of its values. */
export type Sent = { key: string; values: (string | number | Sent)[] };

/** Words of the server or of a contract in the language of the page; their English where nobody has said them in it yet. */
export function translate(english: string, sent?: Sent, words = serverWords): string {
  if (Object.hasOwn(words, english)) return words[english]!;
  const sentence = sent && Object.hasOwn(words, sent.key) ? words[sent.key]! : null;
  if (sent === undefined || sentence === null) return english;
  return sentence.replace(/\{(\d+)\}/g, (_, index: string) => sayValue(sent.values[Number(index)], words));
}

function sayValue(value: string | number | Sent | undefined, words: typeof serverWords): string {
  return typeof value === "object" ? translate(inEnglish(value), value, words) : String(value ?? "");
}

function inEnglish({ key, values }: Sent): string {
  return key.replace(/\{(\d+)\}/g, (_, index: string) => {
    const value = values[Number(index)];
    return typeof value === "object" ? inEnglish(value) : String(value ?? "");
  });
}
