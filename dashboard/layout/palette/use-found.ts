import { useQueries } from "@tanstack/react-query";
import { useOpen } from "#browser/ui/opened.ts";
import { useEntries } from "#browser/ui/use-entries.ts";
import { t } from "../../messages.ts";
import type { PaletteSearch } from "./palette-item.ts";
import { useNearProjects } from "./use-near-projects.ts";

/** From this length on words are worth asking the server about. */
const wordsMin = 2;
const staleMs = 30_000;

/** What the pages of the near projects find by words that have settled. */
export function useFound(organizationId: string, words: string): PaletteSearch {
  const open = useOpen();
  const isAsked = words.length >= wordsMin;
  const projects = useNearProjects(organizationId);
  const searches = useEntries("project", organizationId).flatMap(({ finder, icon, toIn }) =>
    finder ? projects.map((project) => ({ finder, icon, project, to: toIn(project.id) })) : [],
  );
  const answers = useQueries({
    queries: searches.map(({ finder, project }) => ({
      queryKey: [organizationId, "projects", project.id, "palette", finder.heading, words],
      queryFn: ({ signal }: { signal: AbortSignal }) => finder.find({ organizationId, projectId: project.id, words, signal }),
      enabled: isAsked,
      staleTime: staleMs,
    })),
  });
  const groups = searches.map(({ finder, icon, project, to }, index) => ({
    heading: project.name === null ? finder.heading : t("useFound.headingIn", { heading: finder.heading, name: project.name }),
    items: (isAsked ? (answers[index]?.data ?? []) : []).map(({ id, label, search }) => ({
      key: id,
      label,
      icon,
      go: () => void open(to, search),
    })),
  }));
  return {
    groups,
    isSearching: answers.some(({ isFetching }) => isFetching),
    hasFailed: isAsked && answers.some(({ isError }) => isError),
  };
}
