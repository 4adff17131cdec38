import { useState } from "react";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { CloseAccountDialog } from "./close-account-dialog.tsx";
import { t } from "./messages.ts";

/** The end of the account. */
export function CloseAccountSection() {
  const [isOpen, setOpen] = useState(false);
  return (
    <SettingsSection title={t("closeAccountSection.deleteAccount")} sentence={t("closeAccountSection.sentence")}>
      <Card className="flex flex-col items-start gap-3 p-5">
        <p>{t("closeAccountSection.consequence")}</p>
        <Button look="danger" onClick={() => setOpen(true)}>
          {t("closeAccountSection.deleteAccount")}
        </Button>
      </Card>
      <CloseAccountDialog open={isOpen} onClose={() => setOpen(false)} />
    </SettingsSection>
  );
}
