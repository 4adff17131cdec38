import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { BookOpenText, CircleQuestionMark, Folder, LayoutGrid, LogOut, Plus, User } from "lucide-react";
import { mayIn, organizationQuery } from "#browser/api/organization.ts";
import { projectsQuery } from "#features/projects/dashboard/project.ts";
import { useMe } from "#browser/api/session.ts";
import { signOut } from "#browser/api/sign-out.ts";
import { useTheme } from "#browser/ui/theme.ts";
import { useOpen } from "#browser/ui/opened.ts";
import type { PageAct } from "#browser/ui/sections.ts";
import { useEntries, type Entry } from "#browser/ui/use-entries.ts";
import { t } from "../../messages.ts";
import { fitOf, rank } from "../rank.ts";
import { themes } from "../themes.ts";
import { useHelp } from "../use-help.ts";
import { useSwitchOrganization } from "../use-switch-organization.ts";
import type { PaletteGroup, PaletteItem, PaletteSearch } from "./palette-item.ts";
import { useNearProjects } from "./use-near-projects.ts";

/**
 * What the palette knows by itself, as far as it fits the words, the best first.
 *
 * @param settled the words that the server may be asked about
 */
export function usePaletteGroups(organizationId: string, words: string, settled: string): PaletteSearch {
  const projects = useProjects(organizationId, settled);
  const groups: PaletteGroup[] = [
    { heading: t("usePaletteGroups.pages"), items: usePages(organizationId) },
    { heading: t("usePaletteGroups.actions"), items: [...useActs(organizationId), ...useOwnActs()] },
    { heading: t("usePaletteGroups.projects"), items: projects.items },
    { heading: t("usePaletteGroups.organizations"), items: useOrganizations(organizationId) },
  ];
  const fitting = groups
    .map(({ heading, items }) => ({ heading, items: rank(items, words, labelOf) }))
    .toSorted((a, b) => bestFit(b, words) - bestFit(a, words));
  return { groups: fitting, isSearching: projects.isSearching, hasFailed: projects.hasFailed };
}

const labelOf = ({ label, also = "" }: PaletteItem) => `${label} ${also}`;
const bestFit = ({ items: [first] }: PaletteGroup, words: string) => (first ? fitOf(labelOf(first), words) : 0);

/** Those of the project in the address first. */
function usePages(organizationId: string): PaletteItem[] {
  const navigate = useNavigate();
  const { projectId } = useParams({ strict: false });
  const inProject = useEntries("project", organizationId);
  const inOrganization = [...useEntries("organization", organizationId), ...useEntries("settings", organizationId)];
  const item = (href: string, label: string, icon: Entry["icon"]) => ({ key: href, label, icon, go: () => void navigate({ href }) });
  return [
    ...(projectId === undefined ? [] : inProject).map(({ to, label, icon }) => item(to, label, icon)),
    ...(organizationId === "" ? [] : inOrganization).map(({ to, label, icon }) => item(to, label, icon)),
    item("/organizations", t("usePaletteGroups.organizations"), LayoutGrid),
    item("/profile", t("usePaletteGroups.profile"), User),
  ];
}

/** What the pages' routes say that can be done there; of a project that the address does not name, its name is added. */
function useActs(organizationId: string): PaletteItem[] {
  const open = useOpen();
  const { data: organization } = useQuery({ ...organizationQuery(organizationId), enabled: organizationId !== "" });
  const projects = useNearProjects(organizationId);
  const inProject = useEntries("project", organizationId);
  const inOrganization = [...useEntries("organization", organizationId), ...useEntries("settings", organizationId)];
  const item = (to: string, name: string | null, icon: Entry["icon"], { label, also = "", search }: PageAct) => ({
    key: `${to} ${label}`,
    label: name === null ? label : t("usePaletteGroups.labelIn", { label, name }),
    also,
    icon,
    go: () => void open(to, search),
  });
  if (!organization) return [];
  const may = ({ permission }: PageAct) => mayIn(organization, permission);
  return [
    ...inProject.flatMap(({ toIn, icon, acts }) =>
      acts.filter(may).flatMap((act) => projects.map(({ id, name }) => item(toIn(id), name, icon, act))),
    ),
    ...inOrganization.flatMap(({ to, icon, acts }) => acts.filter(may).map((act) => item(to, null, icon, act))),
  ];
}

/** What a person does, wherever they are. */
function useOwnActs(): PaletteItem[] {
  const open = useOpen();
  const help = useHelp();
  const [, setTheme] = useTheme();
  const newOrganization = () => void open("/organizations", { new: true });
  return [
    { key: "new organization", label: t("usePaletteGroups.newOrganization"), icon: Plus, go: newOrganization },
    ...themes.map(({ value, label, icon }) => ({
      key: `theme ${value}`,
      label: t("usePaletteGroups.theme", { label }),
      icon,
      go: () => setTheme(value),
    })),
    { key: "docs", label: t("usePaletteGroups.docs"), icon: BookOpenText, go: () => location.assign("/docs") },
    { key: "help", label: t("usePaletteGroups.help"), icon: CircleQuestionMark, go: () => location.assign(help) },
    { key: "sign out", label: t("usePaletteGroups.signOut"), also: t("usePaletteGroups.logOut"), icon: LogOut, go: () => void signOut() },
  ];
}

/** The projects that are known already, and those that the server finds by name or description, as the page of projects does. */
function useProjects(organizationId: string, query: string): { items: PaletteItem[] } & Omit<PaletteSearch, "groups"> {
  const navigate = useNavigate();
  const isHere = organizationId !== "";
  const known = useQuery({ ...projectsQuery(organizationId), enabled: isHere });
  const found = useQuery({ ...projectsQuery(organizationId, 1, query), enabled: isHere && query !== "" });
  const projects = new Map([...(known.data?.data ?? []), ...(found.data?.data ?? [])].map((project) => [project.id, project]));
  const items = [...projects.values()].map(({ id, name, description }) => ({
    key: id,
    label: name,
    also: description ?? "",
    icon: Folder,
    go: () => void navigate({ to: "/organizations/$organizationId/projects/$projectId", params: { organizationId, projectId: id } }),
  }));
  return { items, isSearching: found.isFetching, hasFailed: found.isError };
}

function useOrganizations(organizationId: string): PaletteItem[] {
  const { organizations } = useMe();
  const switchTo = useSwitchOrganization();
  return organizations.map(({ id, name }) => ({ key: id, label: name, isHere: id === organizationId, go: () => void switchTo(id) }));
}
