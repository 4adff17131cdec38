import type { AuditEntry } from "../contract.ts";
import { fieldLabel, valueText } from "./entry-words.ts";
import { t } from "./messages.ts";

/** What changed, a field a row. Where something was only made or only removed, one column says how it was. */
export function ChangeTable({ before, after }: Pick<AuditEntry, "before" | "after">) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (fields.length === 0) return null;
  const sides = [before && ([t("changeTable.before"), before] as const), after && ([t("changeTable.after"), after] as const)].filter(
    (side) => side !== null,
  );
  return (
    <div className="overflow-x-auto rounded-md border bg-surface">
      <table aria-label={t("changeTable.whatChanged")} className="w-full border-collapse text-left text-sm">
        <thead className="max-sm:sr-only">
          <tr className="text-xs text-soft">
            <th scope="col" className="h-8 w-1/4 px-3 font-medium">
              {t("changeTable.field")}
            </th>
            {sides.map(([head]) => (
              <th key={head} scope="col" className="h-8 px-3 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field} className="border-t align-top max-sm:block max-sm:py-2 max-sm:first:border-t-0">
              <th scope="row" className="px-3 py-1.5 font-normal text-soft max-sm:block max-sm:py-0">
                {fieldLabel(field)}
              </th>
              {sides.map(([head, values]) => (
                <td key={head} className="px-3 py-1.5 max-sm:block max-sm:py-0">
                  {sides.length > 1 && <span className="text-soft sm:hidden">{head}: </span>}
                  <Value value={values[field]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value }: { value: unknown }) {
  const text = valueText(value);
  if (text === null) return <span className="text-soft">{t("changeTable.none")}</span>;
  return (
    <span dir="auto" className="max-h-60 overflow-y-auto text-left whitespace-pre-wrap sm:block [overflow-wrap:anywhere]">
      {text}
    </span>
  );
}
