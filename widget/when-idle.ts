/** A page that never rests still gets its widget after this long. */
const busyMsMax = 5_000;

/** Runs once the document is parsed and the main thread has nothing else to do. */
export function whenIdle(run: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => whenIdle(run));
  else if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: busyMsMax });
  else setTimeout(run, 200);
}
