const slowMs = 3_000;

/** Waits for `work`, and says what is waited for once that takes longer than anybody expects. */
export async function sayWhenSlow<T>(work: Promise<T>, say: () => void): Promise<T> {
  const timer = setTimeout(say, slowMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
