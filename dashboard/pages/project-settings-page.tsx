import { AvailabilitySection } from "#features/availability/dashboard/availability-section.tsx";
import { LeadFieldsSection } from "#features/leads/dashboard/fields-card.tsx";
import { RetentionSection } from "#features/leads/dashboard/retention-card.tsx";
import { ProjectSettingsPage } from "#features/projects/dashboard/project-settings-page.tsx";

/** A project's settings, with its office hours and what it keeps of leads. */
export function SettingsOfProjectPage() {
  return (
    <ProjectSettingsPage>
      <AvailabilitySection />
      <LeadFieldsSection />
      <RetentionSection />
    </ProjectSettingsPage>
  );
}
