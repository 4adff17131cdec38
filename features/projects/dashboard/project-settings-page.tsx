import { useState, type ReactNode } from "react";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { Page } from "#browser/ui/page.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { useProject } from "./project.ts";
import { DeleteProjectDialog, useMayDeleteProject } from "./delete-project-dialog.tsx";
import { t } from "./messages.ts";
import { ProjectDetails } from "./project-details.tsx";

/** What the project is called and for, and its end. @param children settings of what is in it */
export function ProjectSettingsPage({ children }: { children: ReactNode }) {
  const project = useProject();
  const mayDelete = useMayDeleteProject(project);
  const whoMay = useWhoMay();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <Page
      title={t("projectSettingsPage.title")}
      sentence={t("projectSettingsPage.sentence", { name: project.name, createdAt: formatDate(project.created_at) })}
    >
      <SettingsSection title={t("projectSettingsPage.nameAndDescription")} sentence={t("projectSettingsPage.detailsSentence")}>
        <ProjectDetails key={project.id} project={project} />
      </SettingsSection>
      {children}
      <SettingsSection title={t("projectSettingsPage.deleteProject")} sentence={t("projectSettingsPage.deleteSentence")}>
        <Card className="flex flex-col items-start gap-3 p-5">
          <p>{t("projectSettingsPage.deletedWithIt")}</p>
          <ul className="list-disc pl-5 text-soft">
            <li>{t("projectSettingsPage.knowledge")}</li>
            <li>{t("projectSettingsPage.agents")}</li>
            <li>{t("projectSettingsPage.conversations")}</li>
          </ul>
          {mayDelete ? (
            <Button look="danger" onClick={() => setDeleting(true)}>
              {t("projectSettingsPage.deleteProject")}
            </Button>
          ) : (
            <p className="text-sm text-soft">{whoMay("project:delete", (roles) => t("projectSettingsPage.whoMay", { roles }))}</p>
          )}
        </Card>
      </SettingsSection>
      <DeleteProjectDialog project={project} open={isDeleting} onClose={() => setDeleting(false)} />
    </Page>
  );
}
