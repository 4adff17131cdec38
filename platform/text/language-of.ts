import { functionWords } from "./function-words.ts";

/** The language of a text as an ISO 639 code, by the script of most of its letters and by its function words; null where nothing tells. */
export function languageOf(text: string): string | null {
  const script = scriptOf(text);
  if (!script) return null;
  const [first, ...others] = script.languages;
  return others.length === 0 ? first! : (byWords(text, script.languages) ?? script.otherwise);
}

/** Languages that are written in a script; `otherwise`: what it is where no word tells. */
type Script = { letters: RegExp; languages: readonly string[]; otherwise: string | null };

const latin = ["en", "de", "es", "fr", "it", "pt", "nl", "pl", "cs", "sv", "tr", "da", "no", "fi", "hu", "ro", "hr", "id", "vi"];
const scripts: readonly Script[] = [
  { letters: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu, languages: ["ja"], otherwise: null },
  { letters: /\p{sc=Latin}/gu, languages: latin, otherwise: null },
  { letters: /\p{sc=Cyrillic}/gu, languages: ["ru", "uk", "bg"], otherwise: "ru" },
  { letters: /\p{sc=Arabic}/gu, languages: ["ar", "fa"], otherwise: "ar" },
  ...Object.entries({
    zh: /\p{sc=Han}/gu,
    he: /\p{sc=Hebrew}/gu,
    ko: /\p{sc=Hangul}/gu,
    el: /\p{sc=Greek}/gu,
    th: /\p{sc=Thai}/gu,
    hi: /\p{sc=Devanagari}/gu,
  }).map(([language, letters]): Script => ({ letters, languages: [language], otherwise: null })),
];

/** A character of these says as much as several letters. */
const weights: Readonly<Record<string, number>> = { ja: 2, zh: 3, ko: 2 };
const kana = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;

function scriptOf(text: string): Script | null {
  let best: Script | null = null;
  let most = 0;
  for (const script of scripts) {
    const count = (text.match(script.letters)?.length ?? 0) * (weights[script.languages[0]!] ?? 1);
    if (count > most) [best, most] = [script, count];
  }
  // Japanese has Chinese characters too.
  return best?.languages[0] === "zh" && kana.test(text) ? scripts[0]! : best;
}

function byWords(text: string, languages: readonly string[]): string | null {
  const said = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  let best: string | null = null;
  let most = 0;
  for (const language of languages) {
    const seen = said.filter((word) => functionWords[language]!.has(word)).length;
    if (seen > most) [best, most] = [language, seen];
  }
  return best;
}
