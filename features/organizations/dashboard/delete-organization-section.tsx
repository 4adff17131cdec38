import { useState } from "react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { RestoreButton } from "./restore-button.tsx";
import { DeleteOrganizationDialog } from "./delete-organization-dialog.tsx";
import { t } from "./messages.ts";

/** The end of the organization, and the way back from it. Owners alone see it. */
export function DeleteOrganizationSection() {
  const organization = useOrganization();
  const may = useCan()("organization:delete");
  const [isDeleting, setDeleting] = useState(false);
  if (!may) return null;
  return (
    <SettingsSection title={t("deleteOrganizationSection.deleteOrganization")} sentence={t("deleteOrganizationSection.sentence")}>
      <Card className="flex flex-col items-start gap-3 p-5">
        {organization.purge_at ? (
          <>
            <p>{t("deleteOrganizationSection.deletedOn", { purgeAt: formatDate(organization.purge_at) })}</p>
            <RestoreButton organization={organization} />
          </>
        ) : (
          <>
            <p>{t("deleteOrganizationSection.fromThenOn")}</p>
            <Button look="danger" onClick={() => setDeleting(true)}>
              {t("deleteOrganizationSection.deleteOrganization")}
            </Button>
          </>
        )}
      </Card>
      <DeleteOrganizationDialog organization={organization} open={isDeleting} onClose={() => setDeleting(false)} />
    </SettingsSection>
  );
}
