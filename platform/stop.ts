const drainMsMax = 10_000;

/**
 * Stops once, whatever asks first: Ctrl-C, SIGTERM, or the npm that started us going away (it takes a SIGTERM
 * without passing it on). A second Ctrl-C does not wait.
 *
 * @param close ends requests in flight, then closes what they used
 * @returns stops by our own wish, with an exit code
 */
export function onStop(close: () => Promise<void>): (code: number) => void {
  let stopping = false;
  const stop = (code: number) => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), drainMsMax + 5_000).unref();
    close().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", () => stop(0));
  process.on("SIGTERM", () => stop(0));
  process.on("disconnect", () => stop(0));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !stopping) stop(0);
  }, 500).unref();
  return stop;
}
