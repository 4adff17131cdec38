import { useState } from "react";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { CloseAccountDialog } from "./close-account-dialog.tsx";

/** The end of the account. */
export function CloseAccountSection() {
  const [isOpen, setOpen] = useState(false);
  return (
    <SettingsSection title="Delete account" sentence="Closed at once, and deleted for good after 30 days in which you can restore it.">
      <Card className="flex flex-col items-start gap-3 p-5">
        <p>
          You are signed out everywhere. Organizations in which you are the only member are deleted with your account; the others continue
          without you.
        </p>
        <Button look="danger" onClick={() => setOpen(true)}>
          Delete account
        </Button>
      </Card>
      <CloseAccountDialog open={isOpen} onClose={() => setOpen(false)} />
    </SettingsSection>
  );
}
