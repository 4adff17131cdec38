import Papa from "papaparse";
import { tidy, type Block, type ParsedFile } from "./block.ts";

/** Each row says its columns: `Name: Lamp; Price: 12`, so that a passage needs no header above it. */
export function parseCsv(text: string): ParsedFile {
  const { data: rows } = Papa.parse<string[]>(text.trimStart(), { skipEmptyLines: "greedy" });
  const cells = rows.map((row) => row.map((cell) => tidy(cell)));
  const [first = [], ...rest] = cells;
  const named = isHeader(first);
  const names = named ? first : first.map((_, index) => `Column ${index + 1}`);
  const blocks: Block[] = (named ? rest : cells)
    .map((row) => describe(row, names))
    .filter((line) => line !== "")
    .map((line) => ({ kind: "row", text: line }));
  if (blocks.length === 0 && named) blocks.push({ kind: "row", text: first.join("; ") });
  return { title: null, blocks };
}

function isHeader(row: string[]): boolean {
  const filled = row.filter((cell) => cell !== "");
  return (
    filled.length > 0 &&
    new Set(filled).size === filled.length &&
    filled.every((cell) => cell.length <= 100 && !/^[\d.,:/%€$£+-]+$/u.test(cell))
  );
}

function describe(row: string[], names: string[]): string {
  return row
    .map((cell, index) => (cell === "" ? "" : names[index] ? `${names[index]}: ${cell}` : cell))
    .filter((part) => part !== "")
    .join("; ");
}
