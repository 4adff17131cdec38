import { Download } from "lucide-react";
import { Button } from "#browser/ui/button.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { DialogActions, DialogBody, DialogClose } from "#browser/ui/dialog.tsx";
import { t } from "../messages.ts";

/** Recovery codes, which are seen only once. */
export function RecoveryCodesShown({ codes }: { codes: readonly string[] }) {
  const text = `${codes.join("\n")}\n`;

  function download() {
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "botcadence-recovery-codes.txt" });
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <>
      <DialogBody>
        <p className="text-soft">{t("recoveryCodes.sentence")}</p>
        <ul aria-label={t("recoveryCodes.codes")} className="grid grid-cols-1 gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={text} />
          <Button icon={Download} onClick={download}>
            {t("recoveryCodes.download")}
          </Button>
        </div>
      </DialogBody>
      <DialogActions>
        <DialogClose look="primary">{t("recoveryCodes.saved")}</DialogClose>
      </DialogActions>
    </>
  );
}
