import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { FolderPlus, Plus, SearchX } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { asOpened, useClose, type How } from "#browser/ui/opened.ts";
import { Button } from "#browser/ui/button.tsx";
import { CardGrid } from "#browser/ui/card-grid.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { SkeletonCards } from "#browser/ui/skeleton.tsx";
import { useSettled } from "#browser/ui/use-settled.ts";
import { projectsPerPage, projectsQuery } from "./project.ts";
import { FirstProjectButton } from "./first-project-button.tsx";
import { NewProjectDialog } from "./new-project-dialog.tsx";
import { ProjectCard } from "./project-card.tsx";

/** The organization's projects. */
export function ProjectsPage() {
  const organizationId = useOrganizationId();
  const may = useCan()("project:create");
  const whoMay = useWhoMay();
  const [page, setPage] = useState(1);
  const [words, setWords] = useState("");
  const query = useSettled(words.trim()) || undefined;
  const projects = useQuery({ ...projectsQuery(organizationId, page, query), placeholderData: keepPreviousData });
  const search = (next: string) => {
    setWords(next);
    setPage(1);
  };
  const isNew = useSearch({ strict: false }).new === true;
  const navigate = useNavigate();
  const leave = useClose();
  const go = (search: { new?: true }, how: How) =>
    void navigate({ to: "/organizations/$organizationId/projects", params: { organizationId }, search, ...how });
  const openDialog = () => go({ new: true }, asOpened);
  const closeDialog = () => leave(() => go({}, { replace: true }));
  const newProject = may && (
    <Button look="primary" icon={Plus} onClick={openDialog}>
      New project
    </Button>
  );
  const hasSome = (projects.data?.total ?? 0) > 0 || query !== undefined;

  return (
    <Page
      title="Projects"
      sentence="A project holds one knowledge base, its chat agents and their conversations."
      actions={
        hasSome && (
          <>
            <SearchField label="Search projects" value={words} onChange={search} />
            {newProject}
          </>
        )
      }
    >
      <Loaded query={projects} what="The projects" permission="project:read" skeleton={<SkeletonCards />}>
        {({ data, total }) => {
          if (!hasSome) {
            return (
              <EmptyState
                icon={FolderPlus}
                title="No project yet"
                action={
                  may && (
                    <>
                      <FirstProjectButton />
                      <Button onClick={openDialog}>New project</Button>
                    </>
                  )
                }
              >
                {may
                  ? "Create one for each place where customers ask questions: a help centre, a shop, a hotline."
                  : whoMay("project:create", "create projects", "What they create appears here.")}
              </EmptyState>
            );
          }
          if (total === 0) {
            return (
              <EmptyState icon={SearchX} title="No project matches this" action={<Button onClick={() => search("")}>Show all</Button>}>
                The search covers names and descriptions.
              </EmptyState>
            );
          }
          return (
            <CardGrid label="Projects">
              {data.map((project) => (
                <ProjectCard key={project.id} project={project} />
              ))}
            </CardGrid>
          );
        }}
      </Loaded>
      <Pager page={page} perPage={projectsPerPage} total={projects.data?.total ?? 0} onChange={setPage} />
      <NewProjectDialog open={isNew && may} onClose={closeDialog} />
    </Page>
  );
}
