import type { Language } from "./language.ts";
import { wishWords } from "./wish-words.ts";

type Lists = { wish: RegExp; alone: RegExp };

/** Letters beside the wish itself: "hi, can i … about an order please". */
const besideMax = 40;
/** What is longer says more than a wish. */
const saidMax = 200;

/** Whether a text without case, accents and punctuation wishes for a person, put together as its language does. */
export function wishesForPerson(said: string, language: Language): boolean {
  if (said.length > saidMax) return false;
  const lists = madeOf(language);
  if (!lists) return false;
  if (lists.alone.test(said)) return true;
  const found = lists.wish.exec(said);
  return found !== null && said.length - found[0].trim().length <= besideMax;
}

const made = new Map<Language, Lists | null>();

function madeOf(language: Language): Lists | null {
  const known = made.get(language);
  if (known !== undefined) return known;
  const words = wishWords[language];
  const lists = words ? compile(words) : null;
  made.set(language, lists);
  return lists;
}

/** At most so many joining words lie between two parts. */
const joinsMax = 6;

function compile({ reach, wants, people, acts, alone, joins }: NonNullable<(typeof wishWords)[Language]>): Lists {
  const between = `(?: (?:${oneOf(joins)})){0,${joinsMax}} `;
  const alike = `(?= (?:${oneOf(joins)})(?: |$)|$)`;
  const wish = [
    `${oneOf(reach)}${between}${oneOf(people)}`,
    `${oneOf(wants)}${between}${oneOf(people)}${alike}`,
    `${oneOf(people)}${between}${oneOf(acts)}`,
  ];
  const polite = oneOf(
    "please, pls, bitte, svp, s'il vous plait, s'il te plait, por favor, per favore, aub, alstublieft, graag, prosze, prosim, tack, lutfen",
  );
  return {
    wish: new RegExp(`(?:^| )(?:${wish.join("|")})(?= |$)`),
    alone: new RegExp(`^(?:${polite} )?(?:${oneOf(joins)} ){0,3}${oneOf(alone)}(?: ${polite})?$`),
  };
}

/** The longest first, so that "human agent" is not "human". */
const oneOf = (list: string) =>
  `(?:${list
    .split(",")
    .map((phrase) => phrase.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .toSorted((one, other) => other.length - one.length)
    .join("|")})`;
