import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { ApiKey, CreatedApiKey, type ApiKeySort, type CreateApiKey, type UpdateApiKey } from "../contract.ts";

const apiKeysPerPage = 20;

/** The organization's API keys, the newest first unless sorted otherwise, whose name, maker or end holds the words. */
export const apiKeysQuery = (
  organizationId: string,
  { page = 1, ...search }: { page?: number; query?: string | undefined; sort?: ApiKeySort | undefined },
) =>
  queryOptions({
    queryKey: [organizationId, "api-keys", { page, ...search }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/api-keys", listOf(ApiKey), { signal, search: { page, per_page: apiKeysPerPage, ...search } }),
  });

/** What one can do with the API keys of the organization in the address. */
export function useApiKeyActions() {
  const organizationId = useOrganizationId();
  const refresh = useRefresh([organizationId, "api-keys"]);
  const call = organizationApi(organizationId);
  return {
    create: (body: CreateApiKey) => refresh.after(call("/api-keys", CreatedApiKey, { method: "POST", body })),
    rename: (id: string, body: UpdateApiKey) => refresh.after(call(pathOf(id), ApiKey, { method: "PATCH", body })),
    /** Without reading the list again: several are revoked at once. */
    revoke: (id: string) => call(pathOf(id), z.null(), { method: "DELETE" }),
    refresh,
  };
}

const pathOf = (id: string) => `/api-keys/${encodeURIComponent(id)}`;
