import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#dashboard/api/api.ts";
import { listOf } from "#dashboard/api/list.ts";
import { useOrganizationId } from "#dashboard/api/organization.ts";
import { ApiKey, CreatedApiKey, type CreateApiKey } from "../contract.ts";

export const apiKeysPerPage = 20;

/** The organization's API keys, the newest first, whose name, maker or end holds the words. */
export const apiKeysQuery = (organizationId: string, { page = 1, query }: { page?: number; query?: string | undefined }) =>
  queryOptions({
    queryKey: [organizationId, "api-keys", { page, query }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/api-keys", listOf(ApiKey), { signal, search: { page, per_page: apiKeysPerPage, query } }),
  });

/** What one can do with the API keys of the organization in the address. */
export function useApiKeyActions() {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const call = organizationApi(organizationId);
  const thenRefresh = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const result = await answer;
    await client.invalidateQueries({ queryKey: [organizationId, "api-keys"] });
    return result;
  };
  return {
    create: (body: CreateApiKey) => thenRefresh(call("/api-keys", CreatedApiKey, { method: "POST", body })),
    revoke: (id: string) => thenRefresh(call(`/api-keys/${encodeURIComponent(id)}`, z.null(), { method: "DELETE" })),
  };
}
