import { Upload } from "lucide-react";
import { useState } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody, DialogClose } from "#browser/ui/dialog.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { importedAtOnce, type ImportedChecks } from "../contract.ts";
import { useCheckActions } from "./checks.ts";
import { t } from "./messages.ts";
import type { CheckLine } from "./read-checks.ts";

const bytesMax = 2_000_000;
const refusedShown = 20;

type Outcome = ImportedChecks["data"][number] & { line: number };

/** Reads checks from a CSV file, and says of each line what became of it. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t("importDialog.title")} sentence={t("importDialog.sentence")}>
      <Import />
    </Dialog>
  );
}

function Import() {
  const { load } = useCheckActions();
  const [share, setShare] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [outcomes, setOutcomes] = useState<readonly Outcome[] | null>(null);

  async function take([file]: readonly File[]) {
    if (!file) return;
    setFailure(null);
    setOutcomes(null);
    setShare(0);
    const done: Outcome[] = [];
    try {
      const lines = await readFile(file);
      if (typeof lines === "string") return setFailure(lines);
      for (let first = 0; first < lines.length; first += importedAtOnce) {
        const part = lines.slice(first, first + importedAtOnce);
        const { data } = await load(part.map(({ check }) => check));
        done.push(...data.map((outcome, index) => ({ ...outcome, line: part[index]!.line })));
        setShare(done.length / lines.length);
      }
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setShare(null);
      if (done.length > 0) setOutcomes(done);
    }
  }

  return (
    <>
      <DialogBody>
        <p className="text-soft">{t("importDialog.columns")}</p>
        {share !== null && <ProgressBar label={t("importDialog.reading")} value={share} />}
        {failure && <FieldError>{failure}</FieldError>}
        {outcomes && <Outcomes outcomes={outcomes} />}
      </DialogBody>
      <DialogActions>
        <DialogClose>{t("importDialog.close")}</DialogClose>
        <FileChooser
          label={t("importDialog.choose")}
          accept={[".csv", ".tsv", ".txt"]}
          multiple={false}
          onFiles={(files) => void take(files)}
        >
          {(choose) => (
            <Button look="primary" icon={Upload} pending={share !== null} onClick={choose}>
              {t("importDialog.choose")}
            </Button>
          )}
        </FileChooser>
      </DialogActions>
    </>
  );
}

/** The lines of a file; a sentence where there are none. */
async function readFile(file: File): Promise<readonly CheckLine[] | string> {
  if (file.size > bytesMax) return t("importDialog.tooLarge");
  // The reader of CSV comes when a file does.
  const [{ readChecks }, { decodeText }, buffer] = await Promise.all([
    import("./read-checks.ts"),
    import("#platform/text/decode-text.ts"),
    file.arrayBuffer(),
  ]);
  const text = decodeText(new Uint8Array(buffer));
  if (text === null) return t("importDialog.unreadable");
  const lines = readChecks(text);
  if (lines === null) return t("importDialog.noColumns");
  return lines.length === 0 ? t("importDialog.nothing") : lines;
}

function Outcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  const count = (of: Outcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === of).length;
  const said = [
    count("created") > 0 && t("importDialog.created", { count: count("created") }),
    count("updated") > 0 && t("importDialog.updated", { count: count("updated") }),
    count("unchanged") > 0 && t("importDialog.unchanged", { count: count("unchanged") }),
  ].filter(Boolean);
  const refused = outcomes.filter(({ outcome }) => outcome === "refused");
  return (
    <div role="status" className="flex flex-col gap-2">
      {said.length > 0 && <p className="font-medium">{said.join(", ")}</p>}
      {refused.length > 0 && (
        <>
          <p className="font-medium text-bad">{t("importDialog.refused", { count: refused.length })}</p>
          <ul className="list-disc pl-5 text-sm [overflow-wrap:anywhere]">
            {refused.slice(0, refusedShown).map(({ line, reason = "" }) => (
              <li key={line}>{t("importDialog.line", { line, reason })}</li>
            ))}
            {refused.length > refusedShown && <li>{t("importDialog.more", { count: refused.length - refusedShown })}</li>}
          </ul>
        </>
      )}
    </div>
  );
}
