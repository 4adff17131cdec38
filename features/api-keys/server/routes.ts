import { route } from "#access/router.ts";
import { createApiKey } from "./create-api-key.ts";
import { deleteApiKey } from "./delete-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { listOwnApiKeys, revokeOwnApiKeys } from "./own-keys.ts";
import { updateApiKey } from "./update-api-key.ts";

export const routes = [
  route("GET /v1/organizations/{organization_id}/api-keys", listApiKeys),
  route("POST /v1/organizations/{organization_id}/api-keys", createApiKey),
  route("PATCH /v1/organizations/{organization_id}/api-keys/{api_key_id}", updateApiKey),
  route("DELETE /v1/organizations/{organization_id}/api-keys/{api_key_id}", deleteApiKey),
  route("GET /v1/me/api-keys", listOwnApiKeys),
  route("DELETE /v1/me/api-keys", revokeOwnApiKeys),
];
