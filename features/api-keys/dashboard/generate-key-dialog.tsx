import { useState } from "react";
import { useOrganization } from "#browser/api/organization.ts";
import { Dialog } from "#browser/ui/dialog.tsx";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { isReading } from "#features/members/dashboard/roles/permission-words.ts";
import { CreateApiKey, type CreatedApiKey } from "../contract.ts";
import { useApiKeyActions } from "./api-keys-query.ts";
import { CreatedKey } from "./created-key.tsx";
import { GenerateKeyFields } from "./generate-key-fields.tsx";
import { permissionsForKey } from "./key-permissions.ts";
import { t } from "./messages.ts";

const lost = {
  title: t("generateKeyDialog.leave"),
  sentence: t("generateKeyDialog.leaveSentence"),
  action: t("generateKeyDialog.leaveAction"),
};

/**
 * Asks what a key is for and what it may, then shows it. Once it is there it stays until it was copied or somebody says that
 * they do not need it, whatever the address says; `onGenerated` takes the form out of the address.
 */
export function GenerateKeyDialog({ open, onClose, onGenerated }: { open: boolean; onClose: () => void; onGenerated: () => void }) {
  const { create } = useApiKeyActions();
  const offered = permissionsForKey(useOrganization().permissions);
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const [isCopied, setCopied] = useState(false);

  async function generate(values: CreateApiKey) {
    const key = await create(values);
    setCopied(false);
    setCreated(key);
    onGenerated();
  }

  function close() {
    setCreated(null);
    onClose();
  }

  if (!created) {
    return (
      <FormDialog
        open={open}
        onClose={onClose}
        width="wide"
        title={t("generateKeyDialog.generateNewKey")}
        sentence={t("generateKeyDialog.sentence")}
        schema={CreateApiKey}
        values={{ name: "", permissions: offered.filter(isReading), expires_in_days: null }}
        action={t("generateKeyDialog.generateKey")}
        onSubmit={generate}
      >
        {({ control }) => <GenerateKeyFields control={control} offered={offered} />}
      </FormDialog>
    );
  }
  return (
    <Dialog open onClose={close} title={t("generateKeyDialog.generated", { name: created.name })} sentence={t("generateKeyDialog.copyNow")}>
      <CreatedKey created={created} onCopied={() => setCopied(true)} />
      <UnsavedChanges of="dialog" when={!isCopied} {...lost} />
    </Dialog>
  );
}
