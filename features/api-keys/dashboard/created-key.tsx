import { useOrganizationId } from "#browser/api/organization.ts";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { DialogActions, DialogBody, DialogClose } from "#browser/ui/dialog.tsx";
import type { CreatedApiKey } from "../contract.ts";
import { curlLine } from "./curl-line.ts";
import { t } from "./messages.ts";

/** The key, shown only once, and a line that tries it. */
export function CreatedKey({ created, onCopied }: { created: CreatedApiKey; onCopied: () => void }) {
  const line = curlLine(location.origin, useOrganizationId(), created);
  return (
    <>
      <DialogBody>
        <Secret label={t("createdKey.apiKey")} text={created.key} copy={t("createdKey.copyKey")} onCopied={onCopied} />
        {line ? (
          <Secret label={t("createdKey.tryIt")} text={line} copy={t("createdKey.copyCommand")} onCopied={onCopied} />
        ) : (
          <p className="text-sm text-soft">
            {t.rich("createdKey.readsNothing", {
              reference: (text) => (
                <a href="/docs/api" target="_blank" rel="noreferrer" className="underline underline-offset-2">
                  {text}
                </a>
              ),
            })}
          </p>
        )}
      </DialogBody>
      <DialogActions>
        <DialogClose look="primary">{t("createdKey.done")}</DialogClose>
      </DialogActions>
    </>
  );
}

/** Copied by its button, or selected and copied by hand. */
function Secret({ label, text, copy, onCopied }: { label: string; text: string; copy: string; onCopied: () => void }) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{label}</h3>
        <CopyButton size="small" text={text} label={copy} onCopied={onCopied} />
      </div>
      <pre
        onCopy={onCopied}
        aria-label={label}
        className="rounded-sm border bg-sunken p-3 font-mono text-sm break-all whitespace-pre-wrap select-all"
      >
        {text}
      </pre>
    </div>
  );
}
