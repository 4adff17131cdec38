/** What an answer must hold to be one. `any`: nothing that can be recognised by its form. */
export type QuestionKind = "person" | "time" | "place" | "number" | "money" | "any";

/** Kinds that are told by their form: what lacks it is hardly an answer. */
export const measurable: ReadonlySet<QuestionKind> = new Set(["number", "money", "time"]);

/** What is asked for, by the question's own words, in English, German, Spanish and French, and where those end. */
export function kindOf(question: string): { kind: QuestionKind; start: number; end: number } {
  // Letter by letter, so that places in the folded text are places in the question.
  const text = Array.from(question, (letter) => letter.normalize("NFD").slice(0, letter.length).toLowerCase()).join("");
  for (const [kind, pattern] of patterns) {
    const match = pattern.exec(text);
    if (match) return { kind, start: match.index, end: match.index + match[0].length };
  }
  return { kind: "any", start: 0, end: 0 };
}

/** Whether a text could hold such an answer beyond the words that the question already said. */
export function holdsKind(kind: QuestionKind, text: string, question: string): boolean {
  if (kind === "any") return true;
  const asked = new Set(question.toLowerCase().match(wordPattern) ?? []);
  const said = (pattern: RegExp) => [...text.matchAll(pattern)].some((match) => !asked.has(match[0].toLowerCase()));
  if (kind === "number") return said(/\p{N}+(?:[.,]\p{N}+)*/gu) || numberWords.test(text);
  if (kind === "money") return said(/\p{N}+(?:[.,]\p{N}+)*/gu) || /\b(?:free|kostenlos|gratis|gratuit)/i.test(text);
  if (kind === "time") return said(timeNumbers) || timeWords.test(text);
  if (kind === "person" && roles.test(text)) return true;
  return (
    said(/\p{Lu}[\p{L}\p{M}'’.-]*/gu) ||
    /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Devanagari}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u.test(text)
  );
}

const roles =
  /\b(?:we|you|customers?|clients?|buyers?|sellers?|managers?|employees?|employers?|staff|teams?|departments?|directors?|owners?|members?|users?|guests?|visitors?|suppliers?|tenants?|landlords?|doctors?|teachers?|students?|parents?|children|people|wir|kund\p{L}+|mitarbeite\p{L}+|clientes?|empleados?|nous|clients?|salari\p{L}+)\b/iu;
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:[.,:]\p{N}+)*/gu;

const patterns: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    "money",
    /\b(?:how much (?:does|do|did|is|are|will|would|money)|what (?:is|are) the (?:prices?|costs?|fees?)|what (?:does|do)(?= .* cost)|\bprices?\b|\bcosts?\b|\bfees?\b|kostet|kosten\b|preis\b|wie viel kostet|wie teuer|cuanto (?:cuesta|cuestan|vale)|precio|combien coute|prix|quel est le (?:prix|tarif))/,
  ],
  [
    "number",
    /\b(?:how (?:many|much|old|tall|long|far|high|big|large|deep|fast)|what (?:percentage|percent|number|proportion|fraction)|wie ?viele?|wie (?:lange|hoch|alt|gross|weit)|cuant[oa]s?|combien|quel(?:le)? (?:nombre|pourcentage|duree))\b/,
  ],
  [
    "time",
    /\b(?:when|how often|wie oft|con que frecuencia|what (?:year|date|day|month|time|century|decade)|which (?:year|century|decade|day|month)|in what year|until what|what time|deadline|wann|welche[ms]? (?:jahr|tag|datum)|bis wann|seit wann|cuando|en que (?:ano|fecha|siglo)|a que hora|quand|en quelle annee|a quelle heure)\b/,
  ],
  ["person", /^(?:who|whom|whose)\b|\bby whom\b|\bwer\b|\bwem\b|\bquien(?:es)?\b|^qui\b/],
  [
    "place",
    /\b(?:where|what (?:city|country|town|place|state)|which (?:city|country|town)|woher|wohin|donde|en que (?:ciudad|pais)|dans quel(?:le)? (?:ville|pays))\b|^wo\b/,
  ],
];

/** Years, days of a month, times of a day, and spans of time. */
const timeNumbers =
  /(?<![\p{L}\p{N}/.-])(?:\p{N}{3,4}s?(?![\p{L}\p{N}/-])|\p{N}{1,2}(?:st|nd|rd|th|:\p{N}{2}|[./]\p{N}{1,2}|\s*(?:[ap]\.?m\b|uhr|h\b|days?|weeks?|months?|years?|hours?|minutes?|tage?n?|wochen?|monate?n?|jahre?n?|stunden?|d[ií]as?|semanas?|meses|años?|horas?|jours?|semaines?|mois|ans?|heures?)))|[年月日点點时時分]/giu;
const numberWords =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|millions?|billions?|dozens?|half|twice|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|hundert|tausend|million(?:en)?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil|millones|deux|trois|quatre|cinq|sept|huit|neuf|dix|cent|mille)\b/i;
const timeWords =
  /\b(?:every|each|days?|weeks?|months?|years?|hours?|minutes?|tage?|wochen?|monate?|jahre?|stunden?|d[ií]as?|semanas?|meses|años?|horas?|jours?|semaines?|mois|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:day|week|month|year|hour|minute)s?|at (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|from (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|after|before|during|until|since|once|when|always|never|daily|weekly|monthly|annually|yearly|today|morning|evening|noon|midnight|century|spring|summer|autumn|winter|within|immediately|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|marz|mai|juni|juli|oktober|dezember|nach|vor|wahrend|bis|seit|lunes|martes|miercoles|jueves|viernes|sabado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|despues|antes|durante|desde|hasta|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|avril|juin|juillet|aout|octobre|decembre|apres|avant|pendant|depuis|jusqu)\b/i;
