import { diffArrays, diffWords } from "diff";
import type { ChangedPage } from "../../contract/sites.ts";
import type { TextPassage } from "../chunk-text.ts";

type Compared = ChangedPage["passages"];

/** Comparing takes the longer the more texts differ: beyond this, all of it counts as new. */
const compareMs = 150;
/** Two passages with less in common are two passages. */
const alikeMin = 0.4;

/** Passages of a page before and now, in the order of now: which are the same, which came, which went, and what words of the others did. */
export function comparePassages(before: readonly TextPassage[], after: readonly TextPassage[]): Compared {
  const until = Date.now() + compareMs;
  const isSame = (one: TextPassage, other: TextPassage) => one.text === other.text && one.headings.join("\n") === other.headings.join("\n");
  const parts = diffArrays([...before], [...after], { comparator: isSame, timeout: compareMs });
  if (!parts) return [...before.map((passage) => whole(passage, "removed")), ...after.map((passage) => whole(passage, "added"))];
  const compared: Compared = [];
  let gone: TextPassage[] = [];
  const flush = () => {
    compared.push(...gone.map((passage) => whole(passage, "removed")));
    gone = [];
  };
  for (const part of parts) {
    if (part.removed) gone.push(...part.value);
    else if (part.added) {
      compared.push(...pairUp(gone, part.value, until));
      gone = [];
    } else {
      flush();
      compared.push(...part.value.map((passage) => whole(passage, "same")));
    }
  }
  flush();
  return compared;
}

/** Each new passage beside the first old one that it is like. */
function pairUp(gone: readonly TextPassage[], come: readonly TextPassage[], until: number): Compared {
  const left = [...gone];
  const paired = come.map((passage) => {
    const words = left.map((old) => (Date.now() < until ? wordsOf(old, passage, until) : null));
    const index = words.findIndex((found) => found !== null);
    const found = words[index];
    if (!found) return { removed: [], now: whole(passage, "added") };
    const removed = left.splice(0, index + 1).slice(0, -1);
    return { removed, now: { kind: "changed" as const, headings: passage.headings, words: found } };
  });
  return [
    ...paired.flatMap(({ removed, now }) => [...removed.map((old) => whole(old, "removed")), now]),
    ...left.map((old) => whole(old, "removed")),
  ];
}

function wordsOf(before: TextPassage, after: TextPassage, until: number): Compared[number]["words"] | null {
  const parts = diffWords(before.text, after.text, { timeout: Math.max(1, until - Date.now()) });
  if (!parts) return null;
  const same = parts.reduce((sum, part) => sum + (part.added || part.removed ? 0 : part.value.length), 0);
  if (same < alikeMin * Math.max(before.text.length, after.text.length)) return null;
  return parts.map(({ value, added, removed }) => ({ kind: added ? "added" : removed ? "removed" : "same", text: value }));
}

function whole({ headings, text }: TextPassage, kind: "same" | "added" | "removed"): Compared[number] {
  return { kind, headings, words: [{ kind, text }] };
}
