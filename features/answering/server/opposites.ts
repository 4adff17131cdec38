import { stem } from "#platform/search/stem.ts";

/**
 * Whether a text says the contrary of what was asked: it lacks the asked word and has its opposite. Both as terms.
 */
export function opposes(asked: string, terms: ReadonlySet<string>): boolean {
  if (terms.has(asked)) return false;
  return (opposites.get(asked) ?? []).concat(withAndWithoutPrefix(asked)).some((term) => terms.has(term));
}

/** popular and unpopular, refundable and nonrefundable. */
function withAndWithoutPrefix(term: string): string[] {
  if (term.length < 5) return [];
  const bare = /^(?:un|non|dis|in|im|ir)(.{4,})$/.exec(term)?.[1];
  return ["un", "non", "dis", "in", "im", "ir"].map((prefix) => prefix + term).concat(bare ?? []);
}

/** Whether a question asks for what is not so. */
export function isNegated(text: string): boolean {
  return /\b(?:not|never|no|none|neither|nor|without|nicht|kein\p{L}*|nie|ohne|nunca|ningun\p{L}*|sin|jamais|aucun\p{L}*|sans)\b|n['’]t\b|\bne\b.*\bpas\b/iu.test(
    text,
  );
}

/** Whether yes or no would answer: then the contrary of what was asked is an answer too. */
export function asksYesOrNo(text: string): boolean {
  return /^[\s¿]*(?:is|are|was|were|am|do|does|did|can|could|may|must|should|will|would|has|have|ist|sind|war|kann|kannst|können|darf|dürfen|muss|müssen|gibt|hat|haben|habt|puedo|puede|pueden|se puede|hay|tiene|tienen|es|son|est-ce|peut-on|puis-je|y a-t-il|avez-vous)(?!\p{L})/iu.test(
    text,
  );
}

/** Whether a text denies, excludes or excepts anything at all. */
export function denies(text: string): boolean {
  return (
    isNegated(text) ||
    /\b(?:except|exclu|outside|fail|refus|reject|prohibit|forb[ai]d|unable|lack|ausser|außer|ausgeschlossen|ausgenommen|salvo|excepto|sauf)/iu.test(
      text,
    )
  );
}

/** Not those that are two sides of one thing (buy and sell, lend and borrow): a shop sells what one may buy. */
const pairs =
  "first last, first second, before after, start end, begin end, start stop, start finish, open close, opening closing, largest smallest, large small, big small, biggest smallest, " +
  "great little, greatest least, high low, highest lowest, higher lower, oldest newest, oldest youngest, old new, old young, older younger, ancient modern, past future, previous next, " +
  "former latter, early late, earlier later, earliest latest, north south, east west, northern southern, eastern western, northeast southwest, northwest southeast, increase decrease, " +
  "increase reduce, rise fall, raise lower, grow shrink, growth decline, expand shrink, expand contract, gain lose, gain loss, profit loss, win lose, won lost, winner loser, victory defeat, " +
  "accept reject, accept refuse, accept deny, approve reject, allow prohibit, allow forbid, allow prevent, permit prohibit, permit forbid, legal illegal, lawful unlawful, " +
  "include exclude, including excluding, inside outside, within outside, internal external, inner outer, interior exterior, indoor outdoor, domestic foreign, local global, public private, " +
  "support oppose, favor oppose, favour oppose, agree disagree, approve disapprove, attack defend, ally enemy, friend enemy, offensive defensive, male female, man woman, men women, " +
  "boy girl, father mother, son daughter, brother sister, husband wife, king queen, more less, more fewer, most least, most fewest, all none, always never, everyone nobody, " +
  "often rarely, frequently rarely, frequent rare, common rare, usual unusual, strong weak, strongest weakest, stronger weaker, hard soft, heavy light, rich poor, wealthy poor, expensive cheap, " +
  "major minor, majority minority, maximum minimum, maximal minimal, hot cold, warm cold, hotter colder, summer winter, wet dry, push pull, succeed fail, success failure, " +
  "successful unsuccessful, easy difficult, easy hard, simple complex, simple complicated, direct indirect, long short, longest shortest, longer shorter, tall short, fast slow, fastest slowest, " +
  "quick slow, wide narrow, broad narrow, thick thin, deep shallow, upper lower, top bottom, front back, left right, best worst, better worse, good bad, good evil, positive negative, " +
  "same different, similar different, create destroy, build destroy, construct demolish, found dissolve, establish abolish, encourage discourage, promote hinder, connect disconnect, " +
  "export import, exporter importer, parent child, teacher student, master servant, employer employee, day night, morning evening, above below, over under, unite divide, unify divide, " +
  "join leave, enter leave, arrive leave, arrive depart, appear disappear, add remove, enable disable, lock unlock, install uninstall, subscribe unsubscribe, attach detach, " +
  "natural artificial, temporary permanent, voluntary mandatory, optional mandatory, optional required, voluntary compulsory, formal informal, official unofficial, active passive, active inactive, " +
  "urban rural, civilian military, civil military, religious secular, liberal conservative, theoretical practical, physical mental, peace war, safe dangerous, clean dirty, full empty, " +
  "single multiple, single double, one many, true false, correct wrong, right wrong, visible hidden, known unknown, present absent, life death, live die, birth death, born die, alive dead, " +
  "love hate, like dislike, remember forget, trust distrust, reveal hide, discover hide, unveil hide, release retain, keep discard, save spend, advance retreat, ascend descend, " +
  "upload download, input output, sender recipient, online offline, manual automatic, digital analog, digital analogue, wireless wired, beneficial harmful, benefit harm, help hinder, " +
  "improve worsen, strengthen weaken, deepen shallow, widen narrow, cause prevent, continue cease, continue stop, praise criticise, praise criticize, reward punish, guilty innocent, " +
  "primary secondary, senior junior, superior inferior, vertical horizontal, odd even, plural singular, liquid solid, sunrise sunset, sweet sour, smooth rough, tight loose, sharp blunt";

const opposites = buildOpposites();

function buildOpposites(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const pair of pairs.split(", ")) {
    const [one, other] = pair.split(" ").map(stem) as [string, string];
    map.set(one, [...(map.get(one) ?? []), other]);
    map.set(other, [...(map.get(other) ?? []), one]);
  }
  return map;
}
