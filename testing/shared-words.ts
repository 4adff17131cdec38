/** How many words two texts share: of the expected ones the share that was read, and what both make together (F1). */
export function sharedWords(
  expected: string,
  read: string,
): { recall: number; precision: number; f1: number; lacks: string[]; adds: string[] } {
  const left = new Map<string, number>();
  const found = wordsOf(read);
  for (const word of found) left.set(word, (left.get(word) ?? 0) + 1);
  const wanted = wordsOf(expected);
  const lacks = wanted.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
  const shared = wanted.length - lacks.length;
  const [recall, precision] = [shared / Math.max(1, wanted.length), shared / Math.max(1, found.length)];
  const adds = [...left].flatMap(([word, count]) => (count > 0 ? [word] : []));
  return { recall, precision, f1: (2 * recall * precision) / Math.max(1e-9, recall + precision), lacks, adds };
}

/** Of scripts without spaces each character. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
