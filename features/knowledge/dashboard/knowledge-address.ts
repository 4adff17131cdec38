import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#dashboard/api/organization.ts";
import { useProjectId } from "#dashboard/api/project.ts";

/** What the page's address says: the tab, the source whose passages are open, or that a question is being tried. */
export const KnowledgeSearch = z.object({
  tab: z.enum(["add", "files"]).optional().catch(undefined),
  source: z.string().optional().catch(undefined),
  ask: z.literal(true).optional().catch(undefined),
});
export type KnowledgeSearch = z.output<typeof KnowledgeSearch>;

/** Reads and changes it. What opens can be left by the browser's Back. */
export function useKnowledgeAddress() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const search = KnowledgeSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (next: KnowledgeSearch, { replace = false } = {}) =>
    void navigate({
      to: "/organizations/$organizationId/projects/$projectId/knowledge",
      params: { organizationId, projectId },
      search: next,
      replace,
      resetScroll: false,
    });
  return { ...search, go };
}
