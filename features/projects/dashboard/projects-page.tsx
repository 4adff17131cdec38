import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FolderPlus, Plus } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { CardGrid } from "#browser/ui/card-grid.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { SkeletonCards } from "#browser/ui/skeleton.tsx";
import { NewSearch, useSearchParams } from "#browser/ui/use-search-params.ts";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { formatCount } from "#browser/ui/format.ts";
import { projectsQuery } from "./project.ts";
import { FirstProjectButton } from "./first-project-button.tsx";
import { NewProjectDialog } from "./new-project-dialog.tsx";
import { ProjectCard } from "./project-card.tsx";

/** The organization's projects. */
export function ProjectsPage() {
  const organizationId = useOrganizationId();
  const may = useCan()("project:create");
  const whoMay = useWhoMay();
  const [page, setPage] = useState(1);
  const { words, query, search } = useSearchWords("", () => setPage(1));
  const projects = useQuery({ ...projectsQuery(organizationId, page, query), placeholderData: keepPreviousData });
  const { search: address, open, close } = useSearchParams(NewSearch, {});
  const openDialog = () => open({ new: true });
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
      <PagedList
        query={projects}
        failure="The projects could not be loaded."
        permission="project:read"
        skeleton={<SkeletonCards />}
        counted={(count) => formatCount(count, "project")}
        page={page}
        onPage={setPage}
        empty={
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
              : whoMay("project:create", (roles) => `${roles} create projects. What they create appears here.`)}
          </EmptyState>
        }
        narrowed={
          query !== undefined && {
            title: "No project matches this",
            sentence: "The search covers names and descriptions.",
            onReset: () => search(""),
          }
        }
      >
        {({ data }) => (
          <CardGrid label="Projects">
            {data.map((project) => (
              <ProjectCard key={project.id} project={project} />
            ))}
          </CardGrid>
        )}
      </PagedList>
      <NewProjectDialog open={address.new === true && may} onClose={() => close("new")} />
    </Page>
  );
}
