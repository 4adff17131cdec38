import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useClose } from "#browser/ui/opened.ts";

/** What the page's address says: the conversation that is read, and the list's filter. */
export const ConversationsSearch = z.object({
  conversation: z.string().optional().catch(undefined),
  agent: z.string().optional().catch(undefined),
  outcome: z.enum(["answered", "declined", "failed", "aborted"]).optional().catch(undefined),
});
export type ConversationsSearch = z.output<typeof ConversationsSearch>;

/** Reads it, and changes parts of it. */
export function useConversationsAddress() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const search = ConversationsSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (change: ConversationsSearch) =>
    void navigate({
      to: "/organizations/$organizationId/projects/$projectId/conversations",
      params: { organizationId, projectId },
      search: { ...search, ...change },
      replace: true,
      resetScroll: false,
    });
  const leave = useClose();
  const close = () => leave(() => go({ conversation: undefined }));
  return { search, go, close };
}
