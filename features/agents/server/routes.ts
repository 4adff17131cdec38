import { route, type Route } from "#access/router.ts";
import { createAgent } from "./create-agent.ts";
import { deleteAgent } from "./delete-agent.ts";
import { createIdentitySecret, deleteIdentitySecret, readIdentitySecretOf } from "./identity-secret.ts";
import { listAgents } from "./list-agents.ts";
import { listModels } from "./list-models.ts";
import { openTestPage } from "./open-test-page.ts";
import { readAgent } from "./read-agent.ts";
import { endTestPage, readTestPage, shareTestPage } from "./test-page.ts";
import { tryAgent } from "./try-agent.ts";
import { updateAgent } from "./update-agent.ts";
import { discardDraft } from "./versions/discard-draft.ts";
import { duplicateAgent } from "./versions/duplicate-agent.ts";
import { listAgentVersions } from "./versions/list-versions.ts";
import { publishAgent } from "./versions/publish-agent.ts";
import { readAgentDraft } from "./versions/read-agent-draft.ts";
import { readAgentVersion } from "./versions/read-version.ts";
import { rollBackAgent } from "./versions/roll-back.ts";
import { updateAgentDraft } from "./versions/update-agent-draft.ts";

const agents = "/v1/organizations/{organization_id}/projects/{project_id}/agents";

export const routes: Route[] = [
  route("GET /v1/organizations/{organization_id}/models", listModels),
  route(`GET ${agents}`, listAgents),
  route(`POST ${agents}`, createAgent),
  route(`GET ${agents}/{agent_id}`, readAgent),
  route(`PATCH ${agents}/{agent_id}`, updateAgent),
  route(`DELETE ${agents}/{agent_id}`, deleteAgent),
  route(`GET ${agents}/{agent_id}/draft`, readAgentDraft),
  route(`PATCH ${agents}/{agent_id}/draft`, updateAgentDraft),
  route(`DELETE ${agents}/{agent_id}/draft`, discardDraft),
  route(`POST ${agents}/{agent_id}/publish`, publishAgent),
  route(`GET ${agents}/{agent_id}/versions`, listAgentVersions),
  route(`GET ${agents}/{agent_id}/versions/{agent_version_id}`, readAgentVersion),
  route(`POST ${agents}/{agent_id}/roll-back`, rollBackAgent),
  route(`POST ${agents}/{agent_id}/duplicate`, duplicateAgent),
  route(`POST ${agents}/{agent_id}/try`, tryAgent),
  route(`GET ${agents}/{agent_id}/test-page`, readTestPage),
  route(`POST ${agents}/{agent_id}/test-page`, shareTestPage),
  route(`DELETE ${agents}/{agent_id}/test-page`, endTestPage),
  route(`GET ${agents}/{agent_id}/identity-secret`, readIdentitySecretOf),
  route(`POST ${agents}/{agent_id}/identity-secret`, createIdentitySecret),
  route(`DELETE ${agents}/{agent_id}/identity-secret`, deleteIdentitySecret),
  route("POST /v1/test-pages/open", openTestPage),
];
