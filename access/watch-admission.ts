import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";

/** What continues after its door was passed: `refused` aborts, with the AppError that the door would now throw. */
export type Admission = {
  refused: AbortSignal;
  /** Asks now. False where it may not continue, or where that could not be found out. */
  look(): Promise<boolean>;
  end(): void;
};

/**
 * Looks again whether what was begun may continue: whenever this process changes rights in the organization, and by the clock
 * for what other processes change.
 *
 * @param check throws the AppError; any other failure says nothing, and the next look decides
 */
export function watchAdmission(platform: Pick<Platform, "doors">, organizationId: string, check: () => Promise<void>): Admission {
  const refusal = new AbortController();
  const look = () =>
    check().then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof AppError)) return false;
        end();
        refusal.abort(error);
        return false;
      },
    );
  const timer = setInterval(look, platform.doors.lookEveryMs);
  const stopWatching = platform.doors.watch(organizationId, async () => void (await look()));
  function end(): void {
    clearInterval(timer);
    stopWatching();
  }
  return { refused: refusal.signal, look, end };
}
