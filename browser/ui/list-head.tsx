import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { Button } from "./button.tsx";
import { CheckLine } from "./check-line.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { formatCount } from "./format.ts";
import type { Choice } from "./use-choice.ts";

/** One thing that is done with each of the rows that are ticked. */
type Bulk<Row> = {
  choice: Choice<Row>;
  /** "Revoke", and what was done: "revoked". */
  verb: string;
  done: string;
  nameOf: (row: Row) => string;
  /** What goes, and whether it comes back. */
  sentence: ReactNode;
  act: (row: Row) => Promise<unknown>;
  /** Reads the list again, once for all. */
  refresh: () => Promise<unknown>;
};

type Props<Row> = {
  total: number;
  /** "key", "keys". */
  nouns: readonly [one: string, many: string];
  bulk?: Bulk<Row> | undefined;
  /** What else is in the line, such as how a phone's list is sorted. */
  children?: ReactNode;
};

/** Above a list that grows: how many there are, how many of them are ticked, and what can be done with those. */
export function ListHead<Row>({ total, nouns, bulk, children }: Props<Row>) {
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
          label="Select all"
        />
      )}
      <span aria-live="polite">
        {chosen.length > 0 ? `${formatCount(chosen.length, nouns[0], nouns[1])} selected` : formatCount(total, nouns[0], nouns[1])}
      </span>
      {bulk && chosen.length > 0 && (
        <>
          <Button size="small" look="danger" onClick={() => setAsked(chosen)}>
            {`${bulk.verb} ${formatCount(chosen.length, nouns[0], nouns[1])}`}
          </Button>
          <Button size="small" look="ghost" onClick={bulk.choice.clear}>
            Clear selection
          </Button>
        </>
      )}
      {children}
      {bulk && <BulkDialog bulk={bulk} rows={asked} nouns={nouns} onClose={() => setAsked(null)} />}
    </div>
  );
}

const namesMax = 8;

function BulkDialog<Row>({
  bulk: { verb, done, nameOf, sentence, act, refresh, choice },
  rows,
  nouns,
  onClose,
}: Pick<Required<Props<Row>>, "nouns"> & { bulk: Bulk<Row>; rows: readonly Row[] | null; onClose: () => void }) {
  const all = rows ?? [];
  const count = formatCount(all.length, nouns[0], nouns[1]);

  /** One after the other, each with an entry of its own in the audit log; whatever is refused does not keep the others. */
  async function run() {
    const refused: string[] = [];
    for (const row of all) await act(row).catch((error: unknown) => refused.push(`${nameOf(row)}: ${messageOf(error)}`));
    await refresh();
    if (refused.length > 0)
      throw new ApiError(
        0,
        "partly",
        `${all.length - refused.length} of ${all.length} were ${done}. ${refused.slice(0, namesMax).join(" ")}`,
      );
    choice.clear();
    toast(`${count} ${all.length === 1 ? "is" : "are"} ${done}.`);
  }

  return (
    <ConfirmDialog
      open={rows !== null}
      onClose={onClose}
      title={`${verb} ${count}?`}
      sentence={
        <>
          <ul className="mb-3 list-disc pl-5 text-text [overflow-wrap:anywhere]">
            {all.slice(0, namesMax).map((row, index) => (
              <li key={index} dir="auto">
                {nameOf(row)}
              </li>
            ))}
            {all.length > namesMax && <li>and {all.length - namesMax} more</li>}
          </ul>
          {sentence}
        </>
      }
      action={`${verb} ${count}`}
      onConfirm={run}
    />
  );
}
