import { useQuery } from "@tanstack/react-query";
import { useOrganization } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Agent } from "#features/agents/contract.ts";
import { agentsQuery } from "#features/agents/dashboard/agents-query.ts";
import type { Conversation } from "#features/conversations/contract.ts";
import { websiteConversationQuery } from "#features/conversations/dashboard/conversation-facts.ts";
import type { Source } from "#features/knowledge/contract.ts";
import { sourcesQuery, wholeList } from "#features/knowledge/dashboard/sources.ts";

/** How far a project is, from what is there: nothing of it is remembered anywhere. */
export type ProjectFacts = {
  /** Sign-up names an organization after the address; it counts as named once somebody saved its name. */
  isNamed: boolean;
  /** The first page of them, and how many there are. */
  sources: readonly Source[];
  sourceCount: number;
  agents: readonly Agent[];
  /** The last conversation on a website that is not ours. */
  onWebsite: Conversation | null;
};

/** The facts, or null with what failed and a way to try again while they are not there. */
export function useProjectFacts(): { facts: ProjectFacts | null; error: unknown; retry: () => void } {
  const organization = useOrganization();
  const projectId = useProjectId();
  const sources = useQuery(sourcesQuery(organization.id, projectId, wholeList));
  const agents = useQuery(agentsQuery(organization.id, projectId));
  const website = useQuery(websiteConversationQuery(organization.id, projectId));
  const retry = () => {
    for (const query of [sources, agents, website]) if (query.isError) void query.refetch();
  };
  if (!sources.data || !agents.data || website.data === undefined)
    return { facts: null, error: sources.error ?? agents.error ?? website.error, retry };
  const facts = {
    isNamed: organization.updated_at !== organization.created_at,
    sources: sources.data.data,
    sourceCount: sources.data.total,
    agents: agents.data.data,
    onWebsite: website.data,
  };
  return { facts, error: null, retry };
}
