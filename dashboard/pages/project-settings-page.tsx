import { LeadFieldsSection } from "#features/leads/dashboard/fields-card.tsx";
import { RetentionSection } from "#features/leads/dashboard/retention-card.tsx";
import { ProjectSettingsPage } from "#features/projects/dashboard/project-settings-page.tsx";

/** A project's settings, with those for leads. */
export function SettingsOfProjectPage() {
  return (
    <ProjectSettingsPage>
      <LeadFieldsSection />
      <RetentionSection />
    </ProjectSettingsPage>
  );
}
