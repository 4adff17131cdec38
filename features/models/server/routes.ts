import { route, type Route } from "#access/router.ts";
import { createProvider } from "./create-provider.ts";
import { deleteProvider } from "./delete-provider.ts";
import { readEmbeddingModel, setEmbeddingModel } from "./embeddings/embedding-model.ts";
import { listProviders } from "./list-providers.ts";
import { listRates } from "./rates/list-rates.ts";
import { setRate } from "./rates/set-rate.ts";
import { readProvider } from "./read-provider.ts";
import { testProvider } from "./test-provider.ts";
import { updateProvider } from "./update-provider.ts";

const providers = "/v1/organizations/{organization_id}/model-providers";

export const routes: Route[] = [
  route(`GET ${providers}`, listProviders),
  route(`POST ${providers}`, createProvider),
  route(`GET ${providers}/{provider_id}`, readProvider),
  route(`PATCH ${providers}/{provider_id}`, updateProvider),
  route(`DELETE ${providers}/{provider_id}`, deleteProvider),
  route(`POST ${providers}/{provider_id}/test`, testProvider),
  route("GET /v1/organizations/{organization_id}/embedding-model", readEmbeddingModel),
  route("PUT /v1/organizations/{organization_id}/embedding-model", setEmbeddingModel),
  route("GET /v1/operator/model-rates", listRates),
  route("PUT /v1/operator/model-rates", setRate),
];
