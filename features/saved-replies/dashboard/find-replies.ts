import type { SavedReply } from "../contract.ts";

type Found = Pick<SavedReply, "name" | "shortcut" | "text">;

/** Those that have the words: first by its shortcut, then by beginnings of words in its name, then anywhere in name and text. */
export function findReplies<Reply extends Found>(replies: readonly Reply[], words: string): Reply[] {
  const wanted = fold(words.trim().replace(/^\//, ""));
  if (wanted === "") return [...replies];
  return replies
    .map((reply) => ({ reply, rank: rankOf(reply, wanted) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((one, other) => other.rank - one.rank)
    .map(({ reply }) => reply);
}

function rankOf({ name, shortcut, text }: Found, wanted: string): number {
  const short = fold(shortcut ?? "");
  if (short === wanted) return 5;
  if (short.startsWith(wanted)) return 4;
  if (` ${fold(name)}`.includes(` ${wanted}`)) return 3;
  return fold(name).includes(wanted) ? 2 : fold(text).includes(wanted) ? 1 : 0;
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
