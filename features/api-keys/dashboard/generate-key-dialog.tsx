import { useState } from "react";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import type { CreatedApiKey } from "../contract.ts";
import { CreatedKey } from "./created-key.tsx";
import { GenerateKeyForm } from "./generate-key-form.tsx";

const lost = {
  title: "Close without copying the key?",
  sentence: "It is shown only once. Without a copy it is of no use, and you would have to generate another one.",
  action: "Close without a copy",
};

/**
 * Asks what a key is for and what it may, then shows it. Once it is there it stays until it was copied or somebody says that
 * they do not need it, whatever the address says; `onGenerated` takes the form out of the address.
 */
export function GenerateKeyDialog({ open, onClose, onGenerated }: { open: boolean; onClose: () => void; onGenerated: () => void }) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const [isCopied, setCopied] = useState(false);
  const [isAsking, setAsking] = useState(false);

  function show(key: CreatedApiKey) {
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
      <Dialog
        open={open}
        onClose={onClose}
        width="wide"
        title="Generate New Key"
        sentence="For a program that works with this organization over the API."
      >
        <GenerateKeyForm onClose={onClose} onCreated={show} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={isCopied ? close : () => setAsking(true)}
      title={`${created.name} is generated`}
      sentence="Copy the key now and keep it like a password. It is not shown again."
    >
      <CreatedKey created={created} onCopied={() => setCopied(true)} onDone={isCopied ? close : () => setAsking(true)} />
      <ConfirmDialog {...lost} open={isAsking} onClose={() => setAsking(false)} onConfirm={async () => close()} />
      <UnsavedChanges when={!isCopied} {...lost} />
    </Dialog>
  );
}
