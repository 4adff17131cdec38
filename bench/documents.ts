import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { kindOfName, type FileKind } from "#features/knowledge/server/file-type.ts";
import { Unreadable } from "#features/knowledge/server/parsing/block.ts";
import { countLost } from "#features/knowledge/server/parsing/losses.ts";
import { parseAndMeasure } from "#features/knowledge/server/parsing/parse-file.ts";
import { createParserPool } from "#features/knowledge/server/parsing/parser-pool.ts";
import { givenInputs, wrongsOf } from "#testing/given-inputs.ts";

const data = new URL("../../shared/data/", import.meta.url);
const folders = ["documents/policies/", "documents/pdf/", "inputs/"];
/** What counts as a page where a file has none. */
const wordsPerPage = 400;

/** What the readers make of the files beside the repository: words read of each kind and the time that a page takes. */
export default async function documents(): Promise<void> {
  if (!existsSync(data)) return console.log("Skipped: ../shared/data is not there.");
  const pool = createParserPool();
  const kinds = new Map<string, Row>();
  for (const { name, kind, bytes } of files()) {
    const ending = extname(name).toLowerCase();
    const row = kinds.get(ending) ?? { files: 0, failed: [], words: 0, counted: 0, lost: 0, warnings: 0, seconds: 0 };
    kinds.set(ending, row);
    row.files += 1;
    const task = {
      lane: "fast" as const,
      slowLane: { take: async () => () => {} },
      begin: async () => ({ kind, bytes }),
      signal: new AbortController().signal,
    };
    // The first reading starts the parser and loads what it needs.
    if (row.files === 1) await pool.parse(task);
    const outcome = await pool.parse(task);
    const parsed = outcome?.parsed;
    row.seconds += outcome?.seconds ?? 0;
    if (!parsed || parsed === "slow" || "failed" in parsed)
      row.failed.push(`${name}: ${parsed && parsed !== "slow" ? parsed.failed : "slow"}`);
    else {
      row.words += parsed.passages.reduce((sum, { headings, text }) => sum + countWords([...headings, text].join(" ")), 0);
      row.warnings += parsed.warnings.length;
      const { loss } = await parseAndMeasure(kind, bytes);
      row.counted += loss.all;
      row.lost += countLost(loss);
    }
  }
  console.table(
    [...kinds].map(([ending, { files: count, failed, words, counted, lost, warnings, seconds }]) => ({
      kind: ending,
      files: count,
      "not read": failed.length,
      words,
      "words read": counted === 0 ? "not counted" : `${((1 - lost / counted) * 100).toFixed(2)} %`,
      warnings,
      "ms a page": Math.round((seconds * 1_000) / Math.max(count, words / wordsPerPage)),
    })),
  );
  for (const { failed } of kinds.values()) for (const line of failed) console.log(`not read: ${line}`);
  await expectations();
}

type Row = { files: number; failed: string[]; words: number; counted: number; lost: number; warnings: number; seconds: number };

function* files(): Generator<{ name: string; kind: FileKind; bytes: Uint8Array }> {
  for (const folder of folders) {
    const place = new URL(folder, data);
    for (const name of existsSync(place) ? readdirSync(place).toSorted() : []) {
      const kind = name === "expected.json" ? null : kindOfName(name);
      if (kind) yield { name, kind, bytes: new Uint8Array(readFileSync(new URL(name, place))) };
    }
  }
}

/** Of the files with an expectation: how many are read as they should be. */
async function expectations(): Promise<void> {
  const inputs = givenInputs() ?? [];
  const wrong: string[] = [];
  for (const input of inputs) {
    const wrongs = await wrongsOf(input).catch((error: unknown) => [error instanceof Unreadable ? error.code : String(error)]);
    if (wrongs.length > 0) wrong.push(`${input.name} ${wrongs.join(", ")}`);
  }
  console.log(`${inputs.length - wrong.length} of ${inputs.length} inputs are read right.`);
  for (const line of wrong) console.log(`wrong: ${line}`);
}

const countWords = (text: string) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
