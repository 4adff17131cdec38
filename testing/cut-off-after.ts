/** A signal for what happens in steps: it throws at the step after so many, as a crash would end it there. */
export function cutOffAfter(steps: number): AbortSignal {
  let left = steps;
  return {
    throwIfAborted() {
      left -= 1;
      if (left < 0) throw new Error("cut off");
    },
  } as AbortSignal;
}
