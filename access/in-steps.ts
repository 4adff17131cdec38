const rowsPerStep = 5_000;

/** Deletes rows a few thousand at a time, each step in a transaction of its own, until one finds fewer. */
export async function inSteps(signal: AbortSignal, step: (rows: number) => Promise<{ numAffectedRows?: bigint }>): Promise<void> {
  let removed: bigint;
  do {
    signal.throwIfAborted();
    removed = (await step(rowsPerStep)).numAffectedRows ?? 0n;
  } while (removed === BigInt(rowsPerStep));
}
