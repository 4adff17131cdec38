type Likely = { likely: number; text: string };

/** Of quotes, the likeliest first, those that are given together: the best, and another that is nearly as likely and says something else. */
export function quotesGiven<T extends Likely>(quotes: readonly T[]): T[] {
  const [best, ...others] = quotes;
  if (!best) return [];
  const other = others.find(
    ({ text, likely }) => likely >= closeEnough * best.likely && !text.includes(best.text) && !best.text.includes(text),
  );
  return other ? [best, other] : [best];
}

const closeEnough = 0.5;
