import type { QueryKey } from "@tanstack/react-query";
import type { LiveEventData } from "#features/live/contract.ts";
import { analyticsKey } from "#features/analytics/dashboard/analytics.ts";
import { agentsKey } from "#features/agents/dashboard/agents-query.ts";
import { replyRoutesKey } from "#features/chat-links/dashboard/reply-route.tsx";
import { checksKey } from "#features/checks/dashboard/checks.ts";
import { conversationsKey, insightsKey } from "#features/conversations/dashboard/conversation-facts.ts";
import { questionsKey } from "#features/conversations/dashboard/questions.ts";
import { exportsKey } from "#features/exports/dashboard/exports-query.ts";
import { staleByInvitations } from "#features/invitations/dashboard/invitations-query.ts";
import { sourcesKey } from "#features/knowledge/dashboard/sources.ts";
import { leadsKey } from "#features/leads/dashboard/leads.ts";
import { providersKey } from "#features/models/dashboard/providers.ts";
import { projectsKey } from "#features/projects/dashboard/project.ts";
import { savedRepliesKey } from "#features/saved-replies/dashboard/saved-replies.ts";
import { secretsKey } from "#features/tools/dashboard/tools.ts";

type Of = LiveEventData & { organizationId: string };

/** In which answers of an organization a record is shown, by what events call it: beginnings of their keys. */
const shown: Readonly<Record<string, (of: Of) => QueryKey[]>> = {
  agent: inProject(agentsKey),
  api_key: ({ organizationId }) => [[organizationId, "api-keys"]],
  check: inProject(checksKey),
  check_run: inProject(checksKey),
  conversation: inProject(conversationsKey, insightsKey, analyticsKey, replyRoutesKey),
  export: ({ organizationId }) => [exportsKey(organizationId)],
  invitation: ({ organizationId }) => staleByInvitations(organizationId),
  lead: inProject(leadsKey, replyRoutesKey),
  membership: ({ organizationId }) => [[organizationId, "members"], ...staleByInvitations(organizationId)],
  message: inProject(conversationsKey, insightsKey, questionsKey, analyticsKey, replyRoutesKey),
  phone_number: ({ organizationId }) => [[organizationId, "phone-numbers"]],
  project: ({ organizationId, id }) => [[...projectsKey(organizationId), id]],
  provider: ({ organizationId }) => [providersKey(organizationId), [organizationId, "models"]],
  role: ({ organizationId }) => [
    [organizationId, "roles"],
    [organizationId, "members"],
  ],
  saved_reply: inProject(savedRepliesKey),
  secret: inProject(secretsKey),
  source: inProject(sourcesKey),
};

/** What counts on the cards of projects. */
const counted = /^(?:project\.|(?:agent|source|conversation)\.(?:created|deleted)|message\.created)/;

/** What of an organization's answers an event makes stale; `lists` of projects have keys that only their form tells. */
export function shownIn(organizationId: string, event: string, data: LiveEventData): { keys: QueryKey[]; lists: boolean } {
  const type = event.slice(0, event.indexOf("."));
  return { keys: shown[type]?.({ ...data, organizationId }) ?? [], lists: counted.test(event) };
}

/** The answers of an organization that are kept up to date by its events. */
export function allShown(organizationId: string): QueryKey[] {
  const heads = [
    "api-keys",
    "exports",
    "invitations",
    "members",
    "model-providers",
    "models",
    "phone-numbers",
    "projects",
    "roles",
    "seats",
  ];
  return heads.map((head) => [organizationId, head]);
}

function inProject(...keysOf: ((organizationId: string, projectId: string) => QueryKey)[]) {
  return ({ organizationId, project_id: projectId }: Of) =>
    projectId === undefined ? [] : keysOf.map((keyOf) => keyOf(organizationId, projectId));
}
