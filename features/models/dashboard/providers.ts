import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { EmbeddingModel, Provider, TestedProvider, type CreateProvider, type UpdateProvider } from "../contract.ts";

export const providersKey = (organizationId: string) => [organizationId, "model-providers"];

/** The organization's own providers of models: there are few, so all of them at once. */
export const providersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: providersKey(organizationId),
    queryFn: async ({ signal }) => {
      const search = { per_page: 100 };
      return (await organizationApi(organizationId)("/model-providers", listOf(Provider), { signal, search })).data;
    },
  });

const embeddingModelKey = (organizationId: string) => [...providersKey(organizationId), "embedding-model"];

/** By which model documents are found. */
export const embeddingModelQuery = (organizationId: string) =>
  queryOptions({
    queryKey: embeddingModelKey(organizationId),
    queryFn: ({ signal }) => organizationApi(organizationId)("/embedding-model", EmbeddingModel, { signal }),
  });

/** What one can do with them. */
export function useProviderActions() {
  const organizationId = useOrganizationId();
  const call = organizationApi(organizationId);
  // What agents can name follows from them.
  const refresh = useRefresh(providersKey(organizationId), [organizationId, "models"]);
  return {
    add: (body: CreateProvider) => refresh.after(call("/model-providers", Provider, { method: "POST", body })),
    change: ({ id, version }: Provider, body: UpdateProvider) =>
      refresh.after(call(pathOf(id), Provider, { method: "PATCH", body, version })),
    test: ({ id }: Provider) => refresh.after(call(`${pathOf(id)}/test`, TestedProvider, { method: "POST", body: {} })),
    chooseEmbedding: (model: EmbeddingModel["model"]) =>
      refresh.after(call("/embedding-model", EmbeddingModel, { method: "PUT", body: { model } })),
    remove: ({ id }: Provider) => refresh.after(call(pathOf(id), z.null(), { method: "DELETE" })),
  };
}

const pathOf = (id: string) => `/model-providers/${encodeURIComponent(id)}`;
