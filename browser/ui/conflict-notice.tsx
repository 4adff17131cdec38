import { TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useWatch, type FieldPath, type FieldValues, type UseFormReturn } from "react-hook-form";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import type { Conflict } from "./versioned-form.ts";

/**
 * Inside a form, above its foot: a colleague saved the same record meanwhile. Shows both values of each field that
 * differs and lets one choose. "Save mine" sends the form again.
 *
 * @param labels the form's fields by name, in the order in which they are shown; others are not compared
 * @param show a value in words, where the form keeps a code
 */
export function ConflictNotice<Values extends FieldValues, Result>({
  form,
  conflict: { theirs, useTheirs, keepMine },
  labels,
  show = (_name, value) => value,
}: {
  form: UseFormReturn<Values, unknown, Result>;
  conflict: Conflict<Values>;
  labels: Partial<Record<FieldPath<Values>, string>>;
  show?: (name: FieldPath<Values>, value: string) => string;
}) {
  const names = Object.keys(labels) as FieldPath<Values>[];
  const mine: readonly unknown[] = useWatch({ control: form.control, name: names });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const rows = names
    .map((name, index) => ({ name, theirs: textOf(theirs[name]), yours: textOf(mine[index]) }))
    .filter((row) => row.theirs !== row.yours);

  return (
    <section aria-label={t("conflictNotice.label")} className="border-t bg-warn-soft/60 px-5 py-4">
      <h3 ref={heading} tabIndex={-1} className="flex items-start gap-2 font-semibold outline-none">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        {t("conflictNotice.title")}
      </h3>
      {rows.length === 0 ? (
        <p className="mt-1 text-soft">{t("conflictNotice.same")}</p>
      ) : (
        <div className="mt-3 overflow-hidden rounded-md border bg-surface">
          <table className="w-full table-fixed text-left text-sm [&_td]:p-2.5 [&_td]:align-top [&_td]:break-words [&_th]:p-2.5 [&_th]:align-top">
            <thead className="bg-sunken text-xs text-soft [&_th]:py-1.5 [&_th]:font-medium">
              <tr>
                <th scope="col" className="w-1/4">
                  {t("conflictNotice.field")}
                </th>
                <th scope="col">{t("conflictNotice.theirs")}</th>
                <th scope="col">{t("conflictNotice.yours")}</th>
              </tr>
            </thead>
            <tbody className="divide-y border-t">
              {rows.map(({ name, theirs, yours }) => (
                <tr key={name}>
                  <th scope="row" className="font-normal text-soft">
                    {labels[name]}
                  </th>
                  {[theirs, yours].map((value, index) => (
                    <td key={index}>{value === "" ? <span className="text-soft">{t("conflictNotice.empty")}</span> : show(name, value)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" onClick={useTheirs}>
          {t("conflictNotice.useTheirs")}
        </Button>
        <Button size="small" type="submit" onClick={keepMine}>
          {t("conflictNotice.saveMine")}
        </Button>
      </div>
    </section>
  );
}

const textOf = (value: unknown) => (value === null || value === undefined ? "" : String(value));
