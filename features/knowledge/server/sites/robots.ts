import { fitsPattern } from "./glob.ts";

/** What a site's robots.txt says to us (RFC 9309). */
export type Robots = {
  /** @param path path and query, as a URL spells them */
  allows(path: string): boolean;
  /** What it asks for between two requests. */
  delayMs: number | null;
  sitemaps: string[];
};

const bytesMax = 512_000;
const rulesMax = 5_000;
export const allowsAll: Robots = { allows: () => true, delayMs: null, sitemaps: [] };

type Rule = { allow: boolean; pattern: string; ends: boolean };
type Group = { rules: Rule[]; delayMs: number | null };

/**
 * Groups that name the agent count together; where none does, those of `*`. Of the rules that fit, the longest pattern decides,
 * and of two as long the one that allows.
 */
export function parseRobots(text: string, agent: string): Robots {
  const own: Group = { rules: [], delayMs: null };
  const others: Group = { rules: [], delayMs: null };
  let isNamed = false;
  let current: Group[] = [];
  let namesAgents = false;
  const sitemaps: string[] = [];
  for (const line of text.slice(0, bytesMax).split(/\r\n?|\n/)) {
    const [, field = "", value = ""] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    const name = field.toLowerCase();
    const said = value.trim();
    if (name === "user-agent") {
      if (!namesAgents) current = [];
      namesAgents = true;
      const product = /^[\w*-]+/.exec(said)?.[0].toLowerCase();
      if (product === agent.toLowerCase()) {
        current.push(own);
        isNamed = true;
      } else if (product === "*") current.push(others);
    } else if (name === "sitemap") {
      sitemaps.push(said);
    } else if (name === "allow" || name === "disallow" || name === "crawl-delay") {
      namesAgents = false;
      for (const group of current) add(group, name, said);
    }
  }
  const { rules, delayMs } = isNamed ? own : others;
  return { allows: (path) => isAllowed(rules, path), delayMs, sitemaps };
}

/** A day: what is kept of it is a whole number of milliseconds. */
const delaySecondsMax = 86_400;

function add(group: Group, name: "allow" | "disallow" | "crawl-delay", said: string): void {
  if (name === "crawl-delay") {
    const seconds = Number(said);
    if (said !== "" && seconds >= 0) group.delayMs = Math.round(Math.min(seconds, delaySecondsMax) * 1_000);
    return;
  }
  // A rule without a path says nothing.
  if (said === "" || group.rules.length >= rulesMax) return;
  const ends = said.endsWith("$");
  group.rules.push({ allow: name === "allow", pattern: spell(ends ? said.slice(0, -1) : said), ends });
}

function isAllowed(rules: readonly Rule[], path: string): boolean {
  const wanted = spell(path);
  let best: Rule | null = null;
  for (const rule of rules) {
    if (best && (rule.pattern.length < best.pattern.length || (rule.pattern.length === best.pattern.length && !rule.allow))) continue;
    if (fitsPattern(rule.pattern, wanted, { ends: rule.ends })) best = rule;
  }
  return best?.allow ?? true;
}

/** One spelling of a path: what need not be escaped is not, what must be is, and escapes are upper-case. */
function spell(path: string): string {
  return path
    .toWellFormed()
    .replace(/%[\da-f]{2}/gi, (escape) => {
      const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
    })
    .replace(/[^\u0021-\u007e]+/g, (characters) => encodeURIComponent(characters));
}
