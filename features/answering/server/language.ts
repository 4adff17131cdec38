/** The languages that the answerer itself speaks; what it quotes may be in any. */
export const languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "tr", "ar", "he", "zh", "ja"] as const;
export type Language = (typeof languages)[number];

/** The language of a text by its script or its function words; null where nothing tells or it is none of these. */
export function languageOf(text: string): Language | null {
  for (const [language, script] of scripts) if (script.test(text)) return language;
  const said = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  let best: Language | null = null;
  let most = 0;
  for (const [language, words] of signs) {
    const seen = said.filter((word) => words.has(word)).length;
    if (seen > most) [best, most] = [language, seen];
  }
  return best;
}

/** Kana before Chinese characters, which Japanese has too. */
const scripts: readonly (readonly [Language, RegExp])[] = [
  ["ja", /[\p{sc=Hiragana}\p{sc=Katakana}]/u],
  ["zh", /\p{sc=Han}/u],
  ["ar", /\p{sc=Arabic}/u],
  ["he", /\p{sc=Hebrew}/u],
];

const functionWords: Partial<Record<Language, string>> = {
  en: "the of and to a in is what who when where how which does do did can i my you your for are was thanks thank hi hello",
  de: "der die das und ist ein eine wie was wer wann wo welche welcher welches kann ich mein meine für sie ihr nicht von zu im den dem danke dank vielen hallo gibt viel viele kostet",
  es: "el la los las de que qué quién cuándo dónde cómo cuál cuánto cuánta cuántos cuántas es un una y en por para mi puedo tiene gracias hola cuesta está",
  fr: "le la les des du et est un une que qui quand où comment quel quelle quels quelles combien je mon ma pour vous votre puis dans merci bonjour coûte sont avez",
  it: "il lo gli di che è un una quando dove come quale quanto quanta posso mio mia per sono avete nel della grazie ciao chi",
  pt: "o os as de que é um uma quando onde como qual quanto quanta posso meu minha para são vocês tem obrigado olá não quem",
  nl: "de het een en is wat wie wanneer waar hoe welke kan ik mijn voor van zijn jullie niet dank hallo hoeveel kost",
  pl: "i w na z do jest co kto kiedy gdzie jak który czy mogę mój dla są nie ile dziękuję",
  cs: "a v na z do je co kdo kdy kde jak který mohu můj pro jsou ne kolik děkuji můžu jaké",
  sv: "och i att är vad vem när var hur vilken kan jag min för ni inte hur mycket tack hej en ett det",
  tr: "ve bir bu ne kim nerede nasıl hangi mi mı mu mü için ben var kaç teşekkürler merhaba zaman",
};
const signs = Object.entries(functionWords).map(([language, list]) => [language as Language, new Set(list.split(" "))] as const);
