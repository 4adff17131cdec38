import { useQuery } from "@tanstack/react-query";
import { useParams, useRouter } from "@tanstack/react-router";
import { organizationQuery } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { hasPage, type PageAct, type PageEntry, type PageFinder, type Section } from "./sections.ts";

/** `to`: its address, in a project the one that the address names; `toIn`: the same page of another project. */
export type Entry = PageEntry & { to: string; toIn: (projectId: string) => string; acts: readonly PageAct[]; finder?: PageFinder };

/** The pages of a section that this installation has and the caller's role opens, in the order in which the router lists them. */
export function useEntries(section: Section, organizationId: string): Entry[] {
  const router = useRouter();
  const { projectId = "" } = useParams({ strict: false });
  const { data: organization } = useQuery({ ...organizationQuery(organizationId), enabled: organizationId !== "" });
  const { data: installation } = useQuery(installationQuery);
  const entries: Entry[] = [];
  for (const route of Object.values(router.routesById)) {
    const { entry, acts = [], finder } = route.options.staticData ?? {};
    if (entry?.section !== section || (entry.permission && !organization?.permissions.includes(entry.permission))) continue;
    if (!hasPage(entry, installation?.billing)) continue;
    const path = route.fullPath.replace(/\/$/, "").replace("$organizationId", organizationId);
    const toIn = (id: string) => path.replace("$projectId", id);
    entries.push({ ...entry, to: toIn(projectId), toIn, acts, ...(finder ? { finder } : {}) });
  }
  return entries;
}
