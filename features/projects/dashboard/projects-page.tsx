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
import { projectsQuery } from "./project.ts";
import { FirstProjectButton } from "./first-project-button.tsx";
import { t } from "./messages.ts";
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
      {t("projectsPage.newProject")}
    </Button>
  );
  const hasSome = (projects.data?.total ?? 0) > 0 || query !== undefined;

  return (
    <Page
      title={t("projectsPage.projects")}
      sentence={t("projectsPage.sentence")}
      actions={
        hasSome && (
          <>
            <SearchField label={t("projectsPage.searchProjects")} value={words} onChange={search} />
            {newProject}
          </>
        )
      }
    >
      <PagedList
        query={projects}
        failure={t("projectsPage.failed")}
        permission="project:read"
        skeleton={<SkeletonCards />}
        counted={(count) => t("projectsPage.counted", { count })}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState
            icon={FolderPlus}
            title={t("projectsPage.none")}
            action={
              may && (
                <>
                  <FirstProjectButton />
                  <Button onClick={openDialog}>{t("projectsPage.newProject")}</Button>
                </>
              )
            }
          >
            {may ? t("projectsPage.noneSentence") : whoMay("project:create", (roles) => t("projectsPage.whoMay", { roles }))}
          </EmptyState>
        }
        narrowed={
          query !== undefined && {
            title: t("projectsPage.noMatch"),
            sentence: t("projectsPage.noMatchSentence"),
            onReset: () => search(""),
          }
        }
      >
        {({ data }) => (
          <CardGrid label={t("projectsPage.projects")}>
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
