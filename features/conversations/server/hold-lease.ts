const lookMs = 1_000;

/**
 * Renews a lease until `end` is called. What fails (a database that is busy for a moment) is tried again as long as the lease
 * lasts, counted from the beginning of the last renewal that succeeded.
 *
 * @param renew false where the lease is lost: what it was for is gone, or somebody else took it over
 * @returns a signal that aborts with `lost` once the lease is lost or has run out
 */
export function holdLease(
  renew: () => Promise<boolean>,
  { leaseMs, renewMs, lost }: { leaseMs: number; renewMs: number; lost: () => Error },
): { signal: AbortSignal; end(): void } {
  const over = new AbortController();
  let renewedAt = performance.now();
  let isRenewing = false;
  const timer = setInterval(() => {
    const age = performance.now() - renewedAt;
    if (age >= leaseMs) stop();
    else if (age >= renewMs && !isRenewing) void tryToRenew();
  }, lookMs);
  return { signal: over.signal, end: () => clearInterval(timer) };

  async function tryToRenew(): Promise<void> {
    isRenewing = true;
    const began = performance.now();
    try {
      if (await renew()) renewedAt = began;
      else stop();
    } catch {
      // The next look tries again.
    } finally {
      isRenewing = false;
    }
  }

  function stop(): void {
    clearInterval(timer);
    over.abort(lost());
  }
}
