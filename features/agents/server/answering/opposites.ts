import { stem } from "#features/knowledge/server/stem.ts";

/**
 * Whether a text says the contrary of what was asked: it lacks the asked word and has its opposite. Both as terms.
 */
export function opposes(asked: string, terms: ReadonlySet<string>): boolean {
  if (terms.has(asked)) return false;
  return opposites.get(asked)?.some((term) => terms.has(term)) ?? false;
}

/** Whether a question asks for what is not so. */
export function isNegated(text: string): boolean {
  return /\b(?:not|never|no|none|neither|nor|without|nicht|kein\p{L}*|nie|ohne|nunca|ningun\p{L}*|sin|jamais|aucun\p{L}*|sans)\b|n['’]t\b|\bne\b.*\bpas\b/iu.test(text);
}

/** Whether a text denies, excludes or excepts anything at all. */
export function denies(text: string): boolean {
  return isNegated(text) || /\b(?:except|exclu|only|outside|fail|refus|reject|prohibit|forbid|forbad|unable|lack|ausser|außer|ausgeschlossen|ausgenommen|salvo|excepto|sauf)|\b(?:un|in|non-?|dis)\p{L}{5}/iu.test(text);
}

const pairs =
  "first last, before after, start end, begin end, open close, largest smallest, large small, big small, biggest smallest, high low, highest lowest, higher lower, oldest newest, old new, " +
  "oldest youngest, north south, east west, northern southern, eastern western, increase decrease, increase reduce, rise fall, gain lose, win lose, won lost, accept reject, accept refuse, " +
  "allow prohibit, allow forbid, permit prohibit, include exclude, inside outside, internal external, public private, support oppose, male female, more less, most least, more fewer, most fewest, " +
  "early late, earlier later, earliest latest, strong weak, strongest weakest, rich poor, north south, major minor, majority minority, maximum minimum, hot cold, warm cold, summer winter, " +
  "buy sell, lend borrow, arrive leave, arrive depart, enter leave, push pull, succeed fail, success failure, popular unpopular, common rare, easy difficult, simple complex, active inactive, " +
  "legal illegal, direct indirect, dependent independent, necessary unnecessary, able unable, long short, longest shortest, fast slow, fastest slowest, wide narrow, thick thin, deep shallow, " +
  "upper lower, left right, best worst, better worse, good bad, positive negative, same different, similar different, attack defend, create destroy, build destroy, encourage discourage, " +
  "agree disagree, approve disapprove, connect disconnect, export import, exporter importer, parent child, day night, morning evening, import export, above below, over under, " +
  "winner loser, victory defeat, ally enemy, unite divide, join leave, hire fire, add remove, enable disable, lock unlock, install uninstall, subscribe unsubscribe";

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
