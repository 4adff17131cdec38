import { useState } from "react";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { Page } from "#browser/ui/page.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { useProject } from "./project.ts";
import { DeleteProjectDialog, useMayDeleteProject } from "./delete-project-dialog.tsx";
import { ProjectDetails } from "./project-details.tsx";

/** What the project is called and for, and its end. */
export function ProjectSettingsPage() {
  const project = useProject();
  const mayDelete = useMayDeleteProject(project);
  const whoMay = useWhoMay();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <Page title="Project Settings" sentence={`${project.name} was created on ${formatDate(project.created_at)}.`}>
      <SettingsSection title="Name and description" sentence="What your team sees. Visitors see the names of agents.">
        <ProjectDetails key={project.id} project={project} />
      </SettingsSection>
      <SettingsSection title="Delete project" sentence="There is no way to undo it.">
        <Card className="flex flex-col items-start gap-3 p-5">
          <p>Deleted with it:</p>
          <ul className="list-disc pl-5 text-soft">
            <li>the knowledge base with every file and text in it,</li>
            <li>its chat agents, whose widgets stop answering at once,</li>
            <li>all conversations, with what they say about visitors.</li>
          </ul>
          {mayDelete ? (
            <Button look="danger" onClick={() => setDeleting(true)}>
              Delete project
            </Button>
          ) : (
            <p className="text-sm text-soft">{whoMay("project:delete", (roles) => `${roles} delete it.`)}</p>
          )}
        </Card>
      </SettingsSection>
      <DeleteProjectDialog project={project} open={isDeleting} onClose={() => setDeleting(false)} />
    </Page>
  );
}
