import { Button } from "#browser/ui/button.tsx";
import type { Blank } from "#features/saved-replies/dashboard/fill-in.ts";
import { t } from "../messages.ts";

/** What of a reply is still to be filled in: each leads to where it stands. Braces that are meant can be sent. */
export function BlanksNotice({
  id,
  blanks,
  onSelect,
  onSendAnyway,
}: {
  id: string;
  blanks: readonly Blank[];
  onSelect: (blank: Blank) => void;
  onSendAnyway: () => void;
}) {
  return (
    <div className="mx-1.5 flex flex-wrap items-center gap-1.5 rounded-sm bg-warn-soft px-2 py-1 text-sm">
      <span id={id} role="status">
        {t("composer.blanks")}
      </span>
      {blanks.map((blank) => (
        <button
          key={blank.from}
          type="button"
          aria-label={t("composer.fillIn", { blank: blank.name.replaceAll("_", " ") })}
          onClick={() => onSelect(blank)}
          className="rounded-sm border border-line-strong bg-surface px-1.5 font-mono text-xs pointer-coarse:min-h-11"
        >
          {`{${blank.name}}`}
        </button>
      ))}
      <span className="ml-auto">
        <Button size="small" look="ghost" onClick={onSendAnyway}>
          {t("composer.sendAnyway")}
        </Button>
      </span>
    </div>
  );
}
