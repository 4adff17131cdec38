/** The languages that the answerer itself speaks; what it quotes may be in any. */
export type Language = "en" | "de" | "es" | "fr";

/** The language of a question by its function words; null where nothing tells or it is none of these. */
export function languageOf(text: string): Language | null {
  const said = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  let best: Language | null = null;
  let most = 0;
  for (const language of ["en", "de", "es", "fr"] as const) {
    const seen = said.filter((word) => signs[language].has(word)).length;
    if (seen > most) [best, most] = [language, seen];
  }
  return best;
}

const signs: Record<Language, ReadonlySet<string>> = {
  en: words("the of and to a in is what who when where how which does do did can i my you your for are was thanks thank hi hello"),
  de: words(
    "der die das und ist ein eine wie was wer wann wo welche welcher welches kann ich mein meine für sie ihr nicht von zu im den dem danke dank vielen hallo gibt viel viele kostet",
  ),
  es: words(
    "el la los las de que qué quién cuándo dónde cómo cuál cuánto cuánta cuántos cuántas es un una y en por para mi puedo tiene gracias hola cuesta está",
  ),
  fr: words(
    "le la les des du et est un une que qui quand où comment quel quelle quels quelles combien je mon ma pour vous votre puis dans merci bonjour coûte sont avez",
  ),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
