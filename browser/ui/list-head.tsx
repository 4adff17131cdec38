import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import { CheckLine } from "./check-line.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { Choice } from "./use-choice.ts";

/** One thing that is done with each of the rows that are ticked. */
type Bulk<Row> = {
  choice: Choice<Row>;
  says: {
    /** "Revoke 3 keys", on the buttons. */
    act: (count: number) => string;
    /** "Revoke 3 keys?" */
    ask: (count: number) => string;
    /** "3 keys are revoked." */
    done: (count: number) => string;
    /** "2 of 3 were revoked." */
    partly: (done: number, all: number) => string;
  };
  nameOf: (row: Row) => string;
  /** What goes, and whether it comes back. */
  sentence: ReactNode;
  act: (row: Row) => Promise<unknown>;
  /** Reads the list again, once for all. */
  refresh: () => Promise<unknown>;
};

type Props<Row> = {
  total: number;
  /** "1 key", "12 keys". */
  counted: (count: number) => string;
  bulk?: Bulk<Row> | undefined;
  /** What else is in the line, such as how a phone's list is sorted. */
  children?: ReactNode;
};

/** Above a list that grows: how many there are, how many of them are ticked, and what can be done with those. */
export function ListHead<Row>({ total, counted, bulk, children }: Props<Row>) {
  const [asked, setAsked] = useState<readonly Row[] | null>(null);
  const chosen = bulk?.choice.chosen ?? [];
  return (
    <div className="mb-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2 text-sm text-soft tabular-nums">
      {bulk && bulk.choice.choosable.length > 0 && (
        <CheckLine
          look="plain"
          checked={chosen.length === bulk.choice.choosable.length}
          mixed={chosen.length > 0 && chosen.length < bulk.choice.choosable.length}
          onChange={bulk.choice.toggleAll}
          label={t("listHead.selectAll")}
        />
      )}
      <span aria-live="polite">{chosen.length > 0 ? t("listHead.selected", { counted: counted(chosen.length) }) : counted(total)}</span>
      {bulk && chosen.length > 0 && (
        <>
          <Button size="small" look="danger" onClick={() => setAsked(chosen)}>
            {bulk.says.act(chosen.length)}
          </Button>
          <Button size="small" look="ghost" onClick={bulk.choice.clear}>
            {t("listHead.clearSelection")}
          </Button>
        </>
      )}
      {children}
      {bulk && <BulkDialog bulk={bulk} rows={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

const namesMax = 8;

function BulkDialog<Row>({
  bulk: { says, nameOf, sentence, act, refresh, choice },
  rows,
  onClose,
}: {
  bulk: Bulk<Row>;
  rows: readonly Row[] | null;
  onClose: () => void;
}) {
  const all = rows ?? [];

  /** One after the other, each with an entry of its own in the audit log; whatever is refused does not keep the others. */
  async function run() {
    const refused: string[] = [];
    for (const row of all) await act(row).catch((error: unknown) => refused.push(`${nameOf(row)}: ${messageOf(error)}`));
    await refresh();
    if (refused.length > 0)
      throw new ApiError(0, "partly", [says.partly(all.length - refused.length, all.length), ...refused.slice(0, namesMax)].join(" "));
    choice.clear();
    toast(says.done(all.length));
  }

  return (
    <ConfirmDialog
      open={rows !== null}
      onClose={onClose}
      title={says.ask(all.length)}
      sentence={
        <>
          <ul className="mb-3 list-disc pl-5 text-text [overflow-wrap:anywhere]">
            {all.slice(0, namesMax).map((row, index) => (
              <li key={index} dir="auto">
                {nameOf(row)}
              </li>
            ))}
            {all.length > namesMax && <li>{t("listHead.more", { count: all.length - namesMax })}</li>}
          </ul>
          {sentence}
        </>
      }
      action={says.act(all.length)}
      onConfirm={run}
    />
  );
}
