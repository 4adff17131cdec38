import { z } from "zod";
import { asStorable } from "#features/answering/server/clean-text.ts";

/** More of them, and longer ones, are left out. */
export const questionsMax = 5;
const questionLengthMax = 150;

/** A list, in whatever else a model writes around it. */
const list = /\[[^]*\]/;
const Written = z.array(z.string());

/**
 * The questions in what a model wrote; null where it wrote no list of texts. Whatever a passage made it write, nothing else comes of
 * it than a few short lines.
 */
export function questionsIn(said: string): string[] | null {
  const found = list.exec(asStorable(said))?.[0];
  const written = Written.safeParse(found === undefined ? null : parse(found));
  if (!written.success) return null;
  const questions = written.data.map(asLine).filter((one) => /\p{L}/u.test(one) && one.length <= questionLengthMax);
  return [...new Set(questions)].slice(0, questionsMax);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One line without what is not seen, such as characters that turn the direction of what follows. */
const asLine = (text: string) =>
  asStorable(text)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(unseen, "")
    .trim()
    .normalize("NFC");

/** All but the two by which letters of some scripts are joined. */
const unseen = /(?![\u200C\u200D])\p{Cf}/gu;
