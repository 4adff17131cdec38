import { route, type Route } from "#access/router.ts";
import { sendMessage } from "./answer-message.ts";
import { listConversations } from "./list-conversations.ts";
import { listMessages } from "./list-messages.ts";
import { listUnanswered } from "./list-unanswered.ts";
import { listVisitorMessages } from "./list-visitor-messages.ts";
import { mayStart } from "./may-start.ts";
import { readConversation } from "./read-conversation.ts";
import { readInsights } from "./read-insights.ts";
import { settleQuestion } from "./settle-question.ts";
import { startConversation } from "./start-conversation.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";

export const routes: Route[] = [
  route(`GET ${project}/conversations`, listConversations),
  route(`GET ${project}/conversations/{conversation_id}`, readConversation),
  route(`GET ${project}/conversations/{conversation_id}/messages`, listMessages),
  route(`GET ${project}/insights`, readInsights),
  route(`GET ${project}/unanswered-questions`, listUnanswered),
  route(`POST ${project}/unanswered-questions/settle`, settleQuestion),
  route("GET /widget/v1/agents/{agent_id}", mayStart),
  route("POST /widget/v1/agents/{agent_id}/conversations", startConversation),
  route("POST /widget/v1/conversations/{conversation_id}/messages", sendMessage),
  route("GET /widget/v1/conversations/{conversation_id}/messages", listVisitorMessages),
];
