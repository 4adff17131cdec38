/** A stretch of a word in one kind of script; `start` in UTF-16 units. */
type Run = { text: string; start: number; spaced: boolean };

/**
 * A word that mixes scripts (第3章, iPhone用), stretch by stretch. Those of scripts that put no space between words are
 * not `spaced`: what is one word in them, nobody can tell without a dictionary.
 */
export function runsOf(raw: string): Run[] {
  if (!unspaced.test(raw)) return [{ text: raw, start: 0, spaced: true }];
  const runs: Run[] = [];
  let from = 0;
  for (const { 0: text, index } of raw.matchAll(unspacedRun)) {
    if (index > from) runs.push({ text: raw.slice(from, index), start: from, spaced: true });
    runs.push({ text, start: index, spaced: false });
    from = index + text.length;
  }
  if (from < raw.length) runs.push({ text: raw.slice(from), start: from, spaced: true });
  return runs;
}

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const unspacedRun = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{M}]+/gu;
