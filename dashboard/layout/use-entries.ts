import { useQuery } from "@tanstack/react-query";
import { useParams, useRouter } from "@tanstack/react-router";
import { organizationQuery } from "#dashboard/api/organization.ts";
import { installationQuery } from "#dashboard/api/session.ts";
import type { PageEntry, Section } from "./sections.ts";

export type Entry = PageEntry & { to: string };

/** The pages of a section that this installation has and the caller's role opens, in the order in which the router lists them. */
export function useEntries(section: Section, organizationId: string): Entry[] {
  const router = useRouter();
  const { projectId } = useParams({ strict: false });
  const { data: organization } = useQuery(organizationQuery(organizationId));
  const { data: installation } = useQuery(installationQuery);
  const entries: Entry[] = [];
  for (const route of Object.values(router.routesById)) {
    const entry = route.options.staticData?.entry;
    if (entry?.section !== section || (entry.permission && !organization?.permissions.includes(entry.permission))) continue;
    if (entry.sold && (installation?.billing ?? "off") === "off") continue;
    const to = route.fullPath
      .replace(/\/$/, "")
      .replace("$organizationId", organizationId)
      .replace("$projectId", projectId ?? "");
    entries.push({ ...entry, to });
  }
  return entries;
}
