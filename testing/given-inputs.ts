import { existsSync, readFileSync } from "node:fs";
import { kindOfName } from "#features/knowledge/server/file-type.ts";
import { parseFile } from "#features/knowledge/server/parsing/parse-file.ts";
import { Unreadable } from "#features/knowledge/server/parsing/block.ts";

/** A small file of a kind that readers get wrong; `holds` and `lacks` are expressions over what its passages say. */
export type GivenInput = { name: string; about: string; holds: string[]; lacks: string[]; mayFail: boolean };

const folder = new URL("../../shared/data/inputs/", import.meta.url);

/** The files beside the repository; null where the folder is missing. */
export function givenInputs(): GivenInput[] | null {
  if (!existsSync(folder)) return null;
  const expected = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as Record<string, Partial<GivenInput>>;
  return Object.entries(expected).map(([name, { about = "", holds = [], lacks = [], mayFail = false }]) => ({
    name,
    about,
    holds,
    lacks,
    mayFail,
  }));
}

/** What is wrong with how a file is read: nothing where it is right, or fails with a sentence where it may. */
export async function wrongsOf({ name, holds, lacks, mayFail }: GivenInput): Promise<string[]> {
  const kind = kindOfName(name);
  if (!kind) return ["is of a kind that is not read"];
  const read = await parseFile(kind, new Uint8Array(readFileSync(new URL(name, folder))), () => {}).catch((error: unknown) => {
    if (error instanceof Unreadable) return error;
    throw error;
  });
  if (read instanceof Unreadable) return mayFail ? [] : [`fails: ${read.code}`];
  const said = read.passages.map(({ headings, text }) => [...headings, text].join("\n")).join("\n");
  const says = (expression: string) => new RegExp(expression, "imu").test(said);
  return [...holds.filter((one) => !says(one)).map((one) => `lacks ${one}`), ...lacks.filter(says).map((one) => `holds ${one}`)];
}
