/** A signal for what happens in steps: it aborts at the step after so many, as a crash would end it there. */
export function cutOffAfter(steps: number): AbortSignal {
  const cut = new AbortController();
  let left = steps;
  return Object.assign(cut.signal, {
    throwIfAborted() {
      left -= 1;
      if (left < 0) cut.abort(new Error("cut off"));
      if (cut.signal.aborted) throw cut.signal.reason;
    },
  });
}
