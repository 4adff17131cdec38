import { queryOptions } from "@tanstack/react-query";
import { api } from "#browser/api/api.ts";
import { FactorList } from "../../contract/factors.ts";

/** The second factors of the user, and how many recovery codes are left. */
export const factorsQuery = queryOptions({
  queryKey: ["me", "factors"],
  queryFn: ({ signal }) => api("/api/auth/factors", FactorList, { signal }),
});
