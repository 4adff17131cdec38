import { ArrowDown, ArrowUp } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { t } from "../messages.ts";
import { CheckLine } from "./check-line.tsx";
import { cn } from "./cn.ts";
import type { Choice } from "./use-choice.ts";
import { phone, useMediaQuery } from "./use-media-query.ts";

export type Column<Row> = {
  id: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: "right";
  width?: string;
  /** A column to sort by: which order a first click asks for. */
  sort?: "ascending" | "descending";
  /** Its place in a phone's list: the name, the line below (several are joined by dots), the state or actions at the right, or nowhere. */
  phone: "title" | "second" | "right" | "hidden";
};

/** How rows are sorted on the server: the column's id, and in which order. */
export type Sorting = { by: string; order: "ascending" | "descending" };

/** `-last_used_at`, as the API takes it, and back. */
export const sortOf = ({ by, order }: Sorting): string => (order === "descending" ? `-${by}` : by);
export const sortingOf = (sort: string): Sorting => ({
  by: sort.replace("-", ""),
  order: sort.startsWith("-") ? "descending" : "ascending",
});

type Props<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  /** Rows can be ticked; `nameOf` says which one a box stands for. */
  choice?: Choice<Row> | undefined;
  nameOf?: (row: Row) => string;
};

/** Rows with a head. On a phone it is a list: name, second line, state at the right; it is sorted from outside then. */
export function Table<Row>(props: Props<Row>) {
  return useMediaQuery(phone) ? <List {...props} /> : <Grid {...props} />;
}

function Grid<Row>({ label, columns: given, rows, rowKey, sorting, onSort, choice, nameOf }: Props<Row>) {
  const columns = isChosenFrom(choice) ? [tickColumn(choice, nameOf), ...given] : given;
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table aria-label={label} className="w-full border-collapse text-left">
        <thead>
          <tr className="bg-sunken">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                aria-sort={sorting && column.id === sorting.by ? sorting.order : undefined}
                className={cn("h-9 px-4 text-xs font-medium whitespace-nowrap text-soft", column.align === "right" && "text-right")}
              >
                {column.sort && onSort ? <SortButton {...{ column, sorting, onSort }} /> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-t">
              {columns.map((column) => (
                <td key={column.id} className={cn("h-12 px-4 py-1.5", column.align === "right" && "text-right tabular-nums")}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortButton<Row>({
  column: { id, sort = "ascending", head, align },
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: (sorting: Sorting) => void;
}) {
  const order = sorting?.by === id ? sorting.order : null;
  const Arrow = order === "descending" ? ArrowDown : ArrowUp;
  const next = order === null ? sort : order === "ascending" ? "descending" : "ascending";
  return (
    <button
      type="button"
      className={cn(
        "group -mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:text-text",
        order && "text-text",
        align === "right" && "flex-row-reverse",
      )}
      onClick={() => onSort({ by: id, order: next })}
    >
      {head}
      <Arrow aria-hidden className={cn("size-3.5", order ? "" : "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60")} />
    </button>
  );
}

const isChosenFrom = <Row,>(choice: Choice<Row> | undefined): choice is Choice<Row> => (choice?.choosable.length ?? 0) > 0;

function tickColumn<Row>(choice: Choice<Row>, nameOf: Props<Row>["nameOf"]): Column<Row> {
  return {
    id: "tick",
    head: <span className="sr-only">{t("table.select")}</span>,
    width: "40px",
    phone: "hidden",
    cell: (row) => <Tick row={row} choice={choice} nameOf={nameOf} />,
  };
}

function Tick<Row>({ row, choice, nameOf }: { row: Row; choice: Choice<Row>; nameOf: Props<Row>["nameOf"] }) {
  if (!choice.choosable.includes(row)) return null;
  return (
    <div className="relative">
      <CheckLine
        look="plain"
        checked={choice.chosen.includes(row)}
        onChange={() => choice.toggle(row)}
        label={<span className="sr-only">{t("table.selectRow", { row: nameOf?.(row) ?? "" })}</span>}
      />
    </div>
  );
}

function List<Row>({ label, columns, rows, rowKey, choice, nameOf }: Props<Row>) {
  const at = (place: Column<Row>["phone"]) => columns.filter((column) => column.phone === place);
  return (
    <ul aria-label={label} className="divide-y rounded-lg border bg-surface">
      {rows.map((row) => (
        <li key={rowKey(row)} className="flex min-h-14 items-center gap-3 px-4 py-2">
          {isChosenFrom(choice) && <Tick row={row} choice={choice} nameOf={nameOf} />}
          <div className="min-w-0 flex-1">
            {at("title").map((column) => (
              <div key={column.id}>{column.cell(row)}</div>
            ))}
            <div className="flex flex-wrap gap-x-1.5 text-sm text-soft">
              {at("second").map((column, index) => (
                <Fragment key={column.id}>
                  {index > 0 && <span aria-hidden>·</span>}
                  <span className="min-w-0">{column.cell(row)}</span>
                </Fragment>
              ))}
            </div>
          </div>
          {at("right").map((column) => (
            <div key={column.id} className="shrink-0">
              {column.cell(row)}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
