import { route, type Route } from "#access/router.ts";
import { openLink } from "./open-link.ts";
import { readReplyRoute } from "./read-reply-route.ts";
import { renewLink } from "./renew-link.ts";

export const routes: Route[] = [
  route("POST /v1/chat-links/open", openLink),
  route("POST /v1/chat-links/renew", renewLink),
  route("GET /v1/organizations/{organization_id}/projects/{project_id}/conversations/{conversation_id}/reply-route", readReplyRoute),
];
