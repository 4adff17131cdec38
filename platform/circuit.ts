export type Circuit = {
  /** Whether to ask now. Behind a rest, one caller tries for all; each that was let in says how it ended. */
  enter(): boolean;
  succeeded(): void;
  /** @param restMs what was asked for; without it, the rest begins after several failures in a row. @returns the rest that begins, or null */
  failed(restMs?: number | null): number | null;
  isResting(): boolean;
};

/** Keeps callers from what has just failed, so that each does not wait for it again. */
export function openCircuit(failuresMax: number, restMs: number): Circuit {
  let failures = 0;
  let restsUntil = 0;
  let isTrying = false;
  const isResting = () => performance.now() < restsUntil;
  return {
    isResting,
    enter() {
      if (isResting() || isTrying) return false;
      isTrying = failures >= failuresMax;
      return true;
    },
    succeeded() {
      [failures, isTrying] = [0, false];
    },
    failed(wanted = null) {
      failures = wanted === null ? failures + 1 : Math.max(failuresMax, failures + 1);
      isTrying = false;
      if (failures < failuresMax) return null;
      const rest = wanted ?? restMs;
      restsUntil = Math.max(restsUntil, performance.now() + rest);
      return rest;
    },
  };
}
