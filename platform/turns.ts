/** Runs one thing after the other for each key, and things of different keys beside each other. */
export type Turns = <T>(key: string, run: () => Promise<T>) => Promise<T>;

/** Turns of this process. A key whose things are done is forgotten. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return async (key, run) => {
    const before = last.get(key);
    const own = (async () => {
      await before?.catch(() => {});
      return run();
    })();
    last.set(key, own);
    try {
      return await own;
    } finally {
      if (last.get(key) === own) last.delete(key);
    }
  };
}
