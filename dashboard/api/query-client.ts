import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";

/** What was read stays fresh for 15 s; only what the network or the server broke is tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
      },
    },
  });
}
