import { fold } from "#platform/search/fold.ts";
import type { Language } from "./language.ts";

type ContinuingWords = {
  /** What a text begins with that continues what was said before it. */
  opens: string;
  /** The same, where little follows: "on Saturdays?" */
  leans: string;
  /** What stands for something that was named before, and what often does. */
  refers: string;
  mayRefer: string;
  /** What joins two questions, and what a question begins with. */
  joins: string;
  asks: string;
};

/** By language, in any case and with or without accents, separated by commas. */
const continuingWords: Record<Language, ContinuingWords> = {
  en: {
    opens: "and, but, or, also, so, then, what about, how about, what if, even if, same for, is that also",
    leans: "for, to, on, at, in, with, without, including, until, from, by, after, before, if",
    // oxlint-disable-next-line botcadence/english -- words that visitors say
    refers: "it, its, they, them, their, theirs, he, she, his, him, her, that one, this one, the same, those ones",
    mayRefer: "that, this, those, these, there, one, ones",
    joins: "and, and also, or, but, plus, also",
    asks: "how, what, what's, when, where, which, who, why, can i, can you, can we, do i, do you, do they, does, is, are, is there, are there, will",
  },
  de: {
    opens: "und, aber, oder, auch, also, dann, was ist mit, wie ist es mit, wie sieht es aus mit, wie steht es mit, gilt das, gilt dies",
    leans: "für, nach, am, im, an, in, bei, mit, ohne, ab, bis, auf, zu, wenn",
    refers: "ihn, ihm, davon, dafür, damit, dabei, dazu, danach, darauf, darin, denen, diese, dieser, dieses",
    mayRefer: "es, das, sie, dies, dort, welche, die",
    joins: "und, und auch, oder, aber, sowie",
    asks: "wie, was, wann, wo, welche, welcher, welches, wer, warum, wieso, woher, wohin, kann ich, kann man, können sie, gibt es, ist, sind, muss ich",
  },
  fr: {
    opens: "et, mais, ou, aussi, alors, qu'en est-il, donc, meme chose pour",
    leans: "pour, a, au, aux, en, avec, sans, jusqu'a, apres, avant, si, le",
    refers: "celui-ci, celle-ci, ceux-ci, celui-la, cela, elles, ils, eux, leur",
    mayRefer: "ca, ce, c', il, elle, le, la, les, l', y, lui",
    joins: "et, ou, mais, et aussi",
    asks: "comment, combien, quand, ou, quel, quelle, quels, quelles, qui, pourquoi, est-ce que, est-ce, puis-je, peut-on, y a-t-il, pouvez-vous",
  },
  es: {
    opens: "y, e, pero, o, tambien, entonces, que hay de, que pasa con, y si, lo mismo para",
    leans: "para, a, al, en, con, sin, hasta, desde, los, el, si",
    refers: "esto, eso, ello, ellos, ellas, estos, estas, esos, esas, alli, ahi",
    mayRefer: "este, esta, ese, esa, lo, la, los, las, le, se",
    joins: "y, e, o, pero, y tambien, ademas",
    asks: "como, cuanto, cuanta, cuantos, cuantas, cuando, donde, que, cual, cuales, quien, por que, puedo, se puede, hay, a que, desde cuando, hasta cuando, es, son",
  },
  it: {
    opens: "e, ed, ma, o, anche, allora, che ne dici di, e se, lo stesso per, vale anche",
    leans: "per, a, al, ai, in, con, senza, fino a, il, da, se",
    refers: "esso, essa, essi, esse, quelli, quelle, questi, queste, loro, cio",
    mayRefer: "questo, questa, quello, quella, lo, la, li, le, ci, ne",
    joins: "e, ed, o, ma, e anche",
    asks: "come, quanto, quanta, quanti, quante, quando, dove, che cosa, cosa, quale, quali, chi, perche, posso, si puo, c'e, ci sono, è, sono",
  },
  pt: {
    opens: "e, mas, ou, tambem, entao, e se, o mesmo para, e quanto a",
    leans: "para, a, ao, aos, em, com, sem, no, na, nos, nas, ate, se",
    refers: "ele, ela, eles, elas, isto, isso, disso, dele, dela, deles, delas, nele, nela",
    mayRefer: "este, esta, esse, essa, o, os, as, la, ali",
    joins: "e, ou, mas, e tambem",
    asks: "como, quanto, quanta, quantos, quantas, quando, onde, que, o que, qual, quais, quem, por que, posso, ha, existe, existem, podem, e possivel",
  },
  nl: {
    opens: "en, maar, of, ook, dan, hoe zit het met, en wat als, geldt dat",
    leans: "voor, naar, op, in, met, zonder, tot, bij, na, als",
    refers: "hem, hun, ervan, ervoor, ermee, daarvoor, daarmee, daarvan, deze, zij",
    mayRefer: "het, hij, ze, haar, dat, dit, die, daar, er",
    joins: "en, of, maar, en ook",
    asks: "hoe, hoeveel, wat, wanneer, waar, welke, welk, wie, waarom, kan ik, kunnen jullie, is er, zijn er, moet ik, is, zijn",
  },
  pl: {
    opens: "i, a, ale, albo, lub, oraz, tez, takze, a co z, a jesli, to samo",
    leans: "dla, do, na, w, z, bez, po, przed, od",
    refers: "tego, tej, tym, ona, ono, oni, one, jej, ich, nim, nia, nich",
    mayRefer: "to, ten, ta, te, on, go, je, tam",
    joins: "i, a, oraz, lub, albo, ale",
    asks: "jak, ile, co, kiedy, gdzie, ktory, ktora, ktore, kto, dlaczego, czy, skad, jaki, jaka, jakie",
  },
  cs: {
    opens: "a, ale, nebo, take, i, a co, co takhle",
    leans: "pro, do, na, v, s, bez, po, od, za",
    refers: "toho, tom, ono, oni, jejich, nim, nej, ony",
    mayRefer: "to, ten, ta, ty, te, on, ona, ho, ji, jeho, je, tam, tu",
    joins: "a, nebo, ale, i, a take",
    asks: "jak, kolik, co, kdy, kde, ktery, ktera, ktere, kdo, proc, mohu, muzu, je mozne, odkud, jaky, jaka, jake, jsou",
  },
  sv: {
    opens: "och, men, eller, ocksa, da, hur ar det med, vad galler, samma for",
    leans: "for, till, pa, i, med, utan, fran, efter, om",
    refers: "dem, deras, dess, denna, dessa, detta",
    mayRefer: "den, det, de, han, hon, dar",
    joins: "och, eller, men, samt",
    asks: "hur, vad, nar, var, vilken, vilket, vilka, vem, varfor, kan jag, kan man, finns det, ar, maste jag",
  },
  tr: {
    opens: "ve, ama, fakat, veya, ya, peki, peki ya, ayrica, hem",
    leans: "cumartesi, pazar",
    refers: "onu, onun, ona, ondan, bunu, bunun, buna, bunlar, onlar, onlari, sunu",
    mayRefer: "o, bu, su, orada",
    joins: "ve, veya, ama, ya da",
    asks: "nasil, ne, ne kadar, ne zaman, nerede, nereye, hangi, kim, neden, kac",
  },
  ar: {
    opens: "و, لكن, او, ايضا, ماذا عن, وماذا عن, وهل, وكم, ومتى, وكيف, واين, وبكم, وماذا",
    leans: "في, الى, مع, بدون, من, ل, يوم",
    refers: "هو, هي, هم, ذلك, تلك, هؤلاء, منه, منها, له, لها, بها, فيه, فيها",
    mayRefer: "هذا, هذه, هناك",
    joins: "وكيف, وكم, ومتى, واين, وما, وماذا, وهل, ولماذا, وبكم",
    asks: "كيف, كم, متى, اين, ما, ماذا, هل, لماذا, اي, وكيف, وكم, ومتى, واين, وما, وماذا, وهل, ولماذا",
  },
  he: {
    opens: "אבל, או, גם, ומה לגבי, מה לגבי, ומה עם, מה עם, וכמה, ואיך, ומתי, ואיפה, והאם, ומה, ואם, וגם",
    leans: "בשבת, ללא, עם, עד, ביום",
    refers: "הוא, היא, הם, הן, אותו, אותה, אותם, שלו, שלה, שלהם, לזה, זה, זו, זאת",
    mayRefer: "שם",
    joins: "ואיך, וכמה, ומתי, ואיפה, ומה, והאם, ומי, ולמה",
    asks: "איך, כמה, מתי, איפה, היכן, מה, מי, למה, האם, איזה, אילו, ואיך, וכמה, ומתי, ואיפה, ומה, והאם",
  },
  zh: {
    opens: "那, 那么, 那麼, 还有, 還有, 另外, 和, 但是, 如果, 要是, 也",
    leans: "周, 週, 星期, 对于, 對於",
    refers: "它, 它们, 它們, 他们, 她们, 那个, 那個, 这个, 這個, 这些, 那些, 那里, 那裡",
    mayRefer: "这, 這, 他, 她",
    joins: "还有, 還有, 另外, 以及, 和, 而且",
    asks: "怎么, 怎麼, 如何, 多少, 多久, 什么, 什麼, 哪, 谁, 誰, 几, 為什麼, 为什么, 能, 可以, 是否",
  },
  ja: {
    opens: "では, じゃあ, じゃ, それで, それと, また, でも, あと, そして, もし",
    leans: "土曜, 日曜",
    refers: "それ, これ, あれ, そちら, こちら, 彼女",
    mayRefer: "その, この, そこ, ここ",
    joins: "また, それと, あと, そして",
    asks: "どう, どの, どれ, どこ, いつ, いくら, 何, 誰, なぜ",
  },
};

type Kind = keyof ContinuingWords;

/** Whether the text begins with one of these words of the language. */
export function beginsWith(kind: Kind, language: Language, text: string): boolean {
  const said = plain(text);
  return known[language][kind].some((words) => said.startsWith(words) && isBoundary(words, said.charAt(words.length)));
}

/** Whether one of these words of the language is in the text, apart from those that only ask: the "there" of "is there". */
export function holdsOf(kind: Kind, language: Language, text: string): boolean {
  const whole = between(spaced(text));
  const said = kind === "asks" ? whole : known[language].asks.reduce((rest, words) => rest.replaceAll(between(words), " "), whole);
  return known[language][kind].some((words) => said.includes(between(words)));
}

const plain = (text: string) =>
  fold(
    text
      .toLowerCase()
      .replace(/['’¿¡-]/g, " ")
      .replace(/ +/g, " ")
      .trim(),
  );
const spaced = (text: string) => plain(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
const isUnspaced = (words: string) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(words);
/** A word as it is found between others, where its script has spaces. */
const between = (words: string) => (isUnspaced(words) ? words : ` ${words} `);
const isBoundary = (words: string, next: string) => isUnspaced(words) || !/[\p{L}\p{M}\p{N}]/u.test(next);

const known = Object.fromEntries(
  Object.entries(continuingWords).map(([language, kinds]) => [
    language,
    Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, longestFirst(list.split(", ").map(plain))])),
  ]),
) as Record<Language, Record<Kind, string[]>>;

function longestFirst(words: readonly string[]): string[] {
  return words.toSorted((one, other) => other.length - one.length);
}
