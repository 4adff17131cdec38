import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";

const retriesMax = 2;
/** How long a page waits quietly for a server that says when to ask again. Beyond it the reader is told. */
const patienceSeconds = 10;

/** What was read stays fresh for 15 s; only what the network or the server broke, or asks to be tried again, is. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < retriesMax && error instanceof ApiError && isPassing(error),
        retryDelay: (failures, error) => ((error instanceof ApiError ? error.retryAfterSeconds : null) ?? 2 ** failures) * 1000,
      },
    },
  });
}

function isPassing({ status, retryAfterSeconds }: ApiError): boolean {
  return retryAfterSeconds === null ? status === 0 || status >= 502 : retryAfterSeconds <= patienceSeconds;
}
