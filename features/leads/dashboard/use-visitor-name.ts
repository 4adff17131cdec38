import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { leadOfConversationQuery } from "./leads.ts";

/** What the visitor of a conversation said they are called; null where they did not, or the caller may not know. */
export function useVisitorName(conversationId: string | undefined): string | null {
  const enabled = useCan()("lead:read") && conversationId !== undefined;
  const { data: lead } = useQuery({ ...leadOfConversationQuery(useOrganizationId(), useProjectId(), conversationId ?? ""), enabled });
  return lead?.name ?? null;
}
