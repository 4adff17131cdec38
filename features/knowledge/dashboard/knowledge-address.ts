import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { asOpened, useClose, type How } from "#browser/ui/opened.ts";

/** What the page's address says: the tab, the source whose passages are open, that a question is being tried or something is added. */
export const KnowledgeSearch = z.object({
  tab: z.enum(["add", "files"]).optional().catch(undefined),
  source: z.string().optional().catch(undefined),
  ask: z.literal(true).optional().catch(undefined),
  add: z.enum(["files", "text"]).optional().catch(undefined),
});
export type KnowledgeSearch = z.output<typeof KnowledgeSearch>;

/** Reads and changes it. What opens can be left by the browser's Back. */
export function useKnowledgeAddress() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const search = KnowledgeSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const leave = useClose();
  const go = (next: KnowledgeSearch, how: How = {}) =>
    void navigate({
      to: "/organizations/$organizationId/projects/$projectId/knowledge",
      params: { organizationId, projectId },
      search: next,
      ...how,
      resetScroll: false,
    });
  const open = (next: KnowledgeSearch) => go(next, asOpened);
  const close = (tab: KnowledgeSearch["tab"]) => leave(() => go({ tab }, { replace: true }));
  return { ...search, go, open, close };
}
