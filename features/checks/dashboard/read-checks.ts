import Papa from "papaparse";
import type { ImportedCheck } from "../contract.ts";

/** A check of a file, and the line at which it begins. */
export type CheckLine = { line: number; check: ImportedCheck };

const columns = ["question", "expects", "text", "source", "suggestion_counts", "agent"] as const;

/** Reads the checks of a CSV file with a head, whatever parts its cells; null where its head lacks what each check needs. */
export function readChecks(text: string): CheckLine[] | null {
  const { delimiter } = Papa.parse(text, { skipEmptyLines: "greedy", preview: 50 }).meta;
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { delimiter });
  const [head = [], ...rows] = data;
  const placeOf = new Map(head.map((name, place) => [name.trim().toLowerCase().replace(/\s+/g, "_"), place]));
  if (!placeOf.has("question") || !placeOf.has("expects")) return null;
  let line = 1 + breaksIn(head);
  return rows.flatMap((cells) => {
    const begins = line + 1;
    line = begins + breaksIn(cells);
    if (cells.every((cell) => cell.trim() === "")) return [];
    const [question, expects, expected_text, source, counts, agent] = columns.map((name) =>
      asWritten(cells[placeOf.get(name) ?? -1] ?? ""),
    );
    return [
      {
        line: begins,
        check: {
          question: question!,
          expects: expects!,
          expected_text: expected_text!,
          source: source!,
          suggestion_counts: /^(yes|true|1|x)$/i.test(counts!.trim()),
          agent: agent!,
        },
      },
    ];
  });
}

/** An exported file keeps spreadsheets from reading a cell as a formula by an apostrophe, which is none of its text. */
const asWritten = (cell: string) => cell.replace(/^'(?=\s*[=+\-@|%＝＋－＠]|[\t\r\n])/u, "");

const breaksIn = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
