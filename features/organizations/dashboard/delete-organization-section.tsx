import { useState } from "react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { RestoreButton } from "./restore-button.tsx";
import { DeleteOrganizationDialog } from "./delete-organization-dialog.tsx";

/** The end of the organization, and the way back from it. Owners alone see it. */
export function DeleteOrganizationSection() {
  const organization = useOrganization();
  const may = useCan()("organization:delete");
  const [isDeleting, setDeleting] = useState(false);
  if (!may) return null;
  return (
    <SettingsSection title="Delete organization" sentence="Everything in it is deleted, after 30 days in which you can change your mind.">
      <Card className="flex flex-col items-start gap-3 p-5">
        {organization.purge_at ? (
          <>
            <p>{`It is deleted for good on ${formatDate(organization.purge_at)}. If you restore it, everything is as it was before.`}</p>
            <RestoreButton organization={organization} />
          </>
        ) : (
          <>
            <p>
              From then on it is read-only: API keys, widgets and background work stop at once. Every Owner is told by mail, and any of them
              can restore it within 30 days.
            </p>
            <Button look="danger" onClick={() => setDeleting(true)}>
              Delete organization
            </Button>
          </>
        )}
      </Card>
      <DeleteOrganizationDialog organization={organization} open={isDeleting} onClose={() => setDeleting(false)} />
    </SettingsSection>
  );
}
