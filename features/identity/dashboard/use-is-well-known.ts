import { useEffect, useState } from "react";
import { api } from "#browser/api/api.ts";
import { NewPasswordCheck, passwordRules } from "../contract.ts";

const pauseMs = 300;

/**
 * Whether a password is among the most common, as the server says once somebody pauses and the other rules are met; null
 * until then, and where it cannot be asked.
 */
export function useIsWellKnown(password: string): boolean | null {
  const [answer, setAnswer] = useState<{ password: string; wellKnown: boolean } | null>(null);
  useEffect(() => {
    if (!passwordRules.every(({ holds }) => holds(password))) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api("/v1/password-checks", NewPasswordCheck, { method: "POST", body: { password }, signal: abort.signal }).then(
        ({ well_known }) => setAnswer({ password, wellKnown: well_known }),
        // The form says it when it is sent.
        () => {},
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [password]);
  return answer?.password === password ? answer.wellKnown : null;
}
