import { queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { Security } from "../contract.ts";

/** What the organization asks for at its door, and who would not pass. */
export const securityQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "security"],
    queryFn: ({ signal }) => organizationApi(organizationId)("/security", Security, { signal }),
  });
