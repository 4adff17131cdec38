import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { OwnApiKey } from "../contract.ts";

/** The API keys that the user made, in all their organizations. */
export const ownKeysQuery = queryOptions({
  queryKey: ["me", "api-keys"],
  queryFn: async ({ signal }) => (await api("/v1/me/api-keys", z.object({ data: z.array(OwnApiKey) }), { signal })).data,
});
