import { route, type Route } from "#access/router.ts";
import { readMcp } from "./mcp/read-mcp.ts";
import { createSecret } from "./secrets/create-secret.ts";
import { deleteSecret } from "./secrets/delete-secret.ts";
import { listSecrets } from "./secrets/list-secrets.ts";
import { tryTool } from "./try-tool.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";

export const routes: Route[] = [
  route(`GET ${project}/secrets`, listSecrets),
  route(`POST ${project}/secrets`, createSecret),
  route(`DELETE ${project}/secrets/{secret_id}`, deleteSecret),
  route(`POST ${project}/tools/try`, tryTool),
  route(`POST ${project}/tools/mcp`, readMcp),
];
