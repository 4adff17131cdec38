import type { Language } from "./language.ts";
import { wishWords, type WishWords } from "./wish-words.ts";

/** Letters beside the wish itself: "hi, can i … about an order please". */
const besideMax = 40;
/** What is longer says more than a wish. */
const saidMax = 200;
/** At most so many joining words lie between two parts. */
const joinsMax = 6;
/** At most so many words of asking stand on one side of a call. */
const asksMax = 8;

/** A test of whether a text wishes for a person; `plain` takes case, accents and punctuation off texts and lists alike. */
export function wishesIn(plain: (text: string) => string): (said: string, language: Language) => boolean {
  const made = new Map<Language, ReturnType<typeof compile>>();
  return (said, language) => {
    if (said.length > saidMax) return false;
    let test = made.get(language);
    if (!test) made.set(language, (test = compile(wishWords[language], language, plain)));
    return test(said);
  };
}

function compile(words: WishWords, language: Language, plain: (text: string) => string): (said: string) => boolean {
  // These write no space between words, and say more with fewer letters.
  const isDense = language === "zh" || language === "ja";
  const gap = isDense ? "" : " ";
  const start = isDense ? "" : "(?:^| )";
  const end = isDense ? "" : "(?= |$)";
  const listOf = (list: string) => list.split(",").map((phrase) => (isDense ? plain(phrase).replaceAll(" ", "") : plain(phrase)));
  const oneOf = (...lists: string[]) => alternatives(lists.flatMap(listOf));

  const polite = oneOf(words.joins, politeWords);
  const people = oneOf(words.people);
  const between = `(?:${gap}${oneOf(words.joins)}){0,${joinsMax}}${gap}`;
  const nothingBehind = `(?=${gap}${oneOf(words.joins, words.people, words.reach, words.no)}${end}|$)`;
  const notOther = words.behind ? `(?!${between}${oneOf(words.behind)})` : "";
  const wants = oneOf(words.wants);
  const wish = new RegExp(
    `${start}(?:${[
      `${oneOf(words.reach)}${between}${people}${end}${notOther}`,
      `${wants}${between}${people}${notOther}${nothingBehind}`,
      `${people}${between}${oneOf(words.acts)}`,
    ].join("|")})${end}`,
  );
  const others = `(?:${gap}${oneOf(words.joins, words.wants, words.reach)}){0,${joinsMax}}${gap}`;
  const refusesPerson = new RegExp(`${start}${oneOf(words.unwanted)}${others}${people}${end}`);
  const machine = `${oneOf(words.machines)}${nothingBehind}`;
  const refusesMachine = new RegExp(
    [
      `${start}${oneOf(words.unwanted)}${others}${machine}`,
      `^(?:${oneOf(words.joins)}${gap}){0,3}${oneOf(words.no)}${between}${machine}`,
      `${start}${wants}${between}${oneOf(words.no)}${between}${machine}`,
      ...(turnedDown[language] ? [`${start}${oneOf(words.machines)}${gap}${oneOf(turnedDown[language])}`] : []),
    ].join("|"),
  );
  const whole = new RegExp(`^(?:${polite}${gap}){0,3}${oneOf(words.alone)}(?:${gap}${polite}){0,2}$`);
  const asks = oneOf(words.asks, words.joins, politeWords);
  const call = new RegExp(`^(?:${asks}${gap}){0,${asksMax}}${oneOf(words.calls)}(?:${gap}${asks}){0,${asksMax}}$`);
  const beside = isDense ? besideMax / 2 : besideMax;
  const spell = isDense ? null : speller([...listOf(words.people), ...listOf(words.reach), ...listOf(words.acts)]);

  return (given) => {
    const said = isDense ? given.replaceAll(" ", "") : spell!(given);
    if (whole.test(said) || call.test(said) || refusesMachine.test(said)) return true;
    if (refusesPerson.test(said)) return false;
    const found = wish.exec(said);
    return found !== null && said.length - found[0].trim().length <= beside;
  };
}

/** What turns down the machine that was named before it. */
const turnedDown: Partial<Record<Language, string>> = {
  tr: "degil, istemiyorum, ile konusmak istemiyorum, konusmak istemiyorum",
  ja: "じゃなく, ではなく, じゃない, ではない, は嫌, はいや, より人",
  zh: "没用, 不行, 听不懂",
};

const politeWords =
  "please, pls, bitte, svp, s'il vous plaît, s'il te plaît, por favor, per favore, aub, alstublieft, graag, proszę, prosím, tack, lütfen";

/** The longest first, so that "human agent" is not "human". */
const alternatives = (phrases: readonly string[]) =>
  `(?:${[...new Set(phrases)]
    .filter((phrase) => phrase !== "")
    .toSorted((one, other) => other.length - one.length)
    .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|")})`;

/**
 * Puts slips of the keyboard right: two letters that changed places, one that is missing, one that is there twice. No other
 * letter is put for one that was typed, which would make other words of words ("stuff", "staff").
 */
function speller(phrases: readonly string[]): (said: string) => string {
  const meant = new Map<string, string>();
  const words = new Set(phrases.flatMap((phrase) => phrase.split(" ")));
  for (const word of words) {
    if (word.length < slipMin) continue;
    for (let at = 1; at < word.length - 1; at++) {
      const slips = [word.slice(0, at) + word[at] + word.slice(at)];
      if (at < word.length - 2 || word.length > slipMin) slips.push(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
      if (word.length > slipMin) slips.push(word.slice(0, at) + word.slice(at + 1));
      for (const slip of slips) if (!words.has(slip)) meant.set(slip, word);
    }
  }
  return (said) =>
    said
      .split(" ")
      .map((word) => meant.get(word) ?? word)
      .join(" ");
}

const slipMin = 4;
