import { fold } from "./fold.ts";
import { joinedAt, wordsIn, type Token } from "./terms.ts";

/**
 * The tokens of a question that say what it is about: question words, auxiliaries and courtesy are left out. Short pieces
 * say nothing alone, so that wi-fi, e-mail and AB-1234 are one word each, as the index has them.
 */
export function queryTokensOf(query: string): Token[] {
  const tokens = joinShort(query, wordsIn(query));
  const telling = tokens.filter((token) => isTelling(query.slice(token.start, token.end)));
  return telling.length > 0 ? telling : tokens;
}

function joinShort(query: string, words: readonly Token[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const joined = joinedAt(query, words, at);
    const isShort = joined && words.slice(at, at + joined.parts).some(({ start, end }) => end - start < 3);
    tokens.push(isShort ? joined : words[at]!);
    if (isShort) at += joined.parts - 1;
  }
  return tokens.filter(({ term }) => term !== "");
}

/** The distinct terms of the same. */
export function queryTermsOf(query: string): string[] {
  return [...new Set(queryTokensOf(query).map((token) => token.term))];
}

function isTelling(raw: string): boolean {
  return !untelling.has(fold(raw)) && !untellingPair.test(raw);
}

/** Pairs that hold a function word or question word of Chinese, or of Japanese the endings alone. */
const untellingPair = /^.?[的了是在吗嗎呢么麼哪谁誰几幾怎们們吧啊请請问問何]|^(?:里|裡|多少|多久|为什|為什|什)|^[\p{sc=Hiragana}]{2}$/u;

/** By language, folded. A word that carries meaning in another of them (war, was, die, once, sin) is not here. */
const untelling = new Set(
  [
    "what whats which who whom whose when where why how whether do does did doing done can could will would shall should may might must",
    "i me my mine we us our ours you your yours he him his she her hers they them their theirs one there here",
    "have has had having get got let please tell know want need like about into than then so too very just also any some such",
    "something someone somebody anything anyone anybody everything thing things really still now",
    "hi hello hey thanks thank give show explain much many if or not but am im ive id ill dont cant",
    "wer wen wem wessen wie wo wann warum weshalb wieso woher wohin welche welcher welches welchen welchem worum womit",
    "ich du er sie wir ihr ihnen euch uns mir mich dir dich mein meine meinen meiner dein ihre ihren ihrem ihrer sein seine seinen seiner unser unsere man es",
    "wird wurde wurden werden worden war waren hat hatte hatten haben habe kann konnte konnten konnen muss mussen darf durfen soll sollte gibt",
    "bitte danke hallo nach bei aus an oder nicht sind zum zur vom am wenn uber unter durch",
    "que quien quienes cual cuales cuando donde como cuanto cuanta cuantos cuantas porque fue fueron era eran ser son esta este esto estos estas ha han hay",
    "puedo puede pueden debo tengo tiene tienen mi mis tu tus su sus lo le nos hola gracias favor o si no mas sobre entre",
    "quel quelle quels quelles qui quoi quand ou comment combien pourquoi etait etaient sont ont avez avoir etre fait peut peux puis je tu nous vous ils elles",
    "mon ma mes votre vos notre nos son sa ses leur leurs ce cet cette ces bonjour merci se ne pas plus avec",
    "ما ماذا من متى اين كيف كم لماذا هل هو هي في على الى عن مع التي الذي هذا هذه كان كانت ان او و لم لا اي",
  ]
    .join(" ")
    .split(" ")
    .map(fold),
);
