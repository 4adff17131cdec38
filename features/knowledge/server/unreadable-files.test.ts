import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { makeDocx, makePdf, understateSizes } from "#testing/documents.ts";
import { call, createOrganization, createProject, upload } from "#testing/factories.ts";
import type { Source } from "../contract.ts";
import { refusals } from "./refusals.ts";

const target = useApp({ worker: true });
const given = new URL("../../../../shared/data/documents/pdf/", import.meta.url);

async function outcomesOf(files: { name: string; bytes: Uint8Array | string }[]) {
  const { id, owner } = await createOrganization(target);
  const path = `/v1/organizations/${id}/projects/${await createProject(target, id, owner.id)}/sources`;
  const { body } = await upload(target, owner, `${path}/files`, files);
  const outcomes: [string, string | null][] = [];
  for (const { id: source, error, name } of body.data) {
    if (!source) {
      outcomes.push([name, error?.code ?? null]);
      continue;
    }
    const read = async () => (await call<Source>(target, owner, `GET ${path}/${source}`)).body;
    await expect.poll(async () => (await read()).status, { timeout: 100_000 }).not.toBe("processing");
    const settled = await read();
    expect(settled.error?.message).toBe(settled.error ? refusals[settled.error.code as keyof typeof refusals] : undefined);
    expect(settled.passage_count > 0).toBe(settled.error === null);
    outcomes.push([name, settled.error?.code ?? null]);
  }
  return outcomes;
}

test("a file that cannot be read fails with its reason, and the files beside it are read", async () => {
  const bomb = makeDocx([{ text: "Boom." }], { "word/media/zeroes.xml": new Uint8Array(150_000_000) });
  const pdf = makePdf([["Fine."]]);
  const files: [string, Uint8Array | string, string | null][] = [
    ["before.txt", "Fine.", null],
    ["bomb.docx", bomb, "zip_bomb"],
    ["lying-bomb.docx", understateSizes(bomb), "zip_bomb"],
    [
      "many.docx",
      makeDocx([], Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`word/${index}.xml`, new Uint8Array()]))),
      "zip_bomb",
    ],
    ["half.docx", makeDocx([{ text: "Half." }]).subarray(0, 600), "corrupt"],
    ["archive.docx", Buffer.from("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", "base64"), "wrong_type"],
    ["locked.pdf", makePdf([["Secret."]], { encrypted: true }), "encrypted"],
    ["empty.pdf", makePdf([[], []]), "no_text"],
    ["broken.pdf", `%PDF-1.7\n${"garbage ".repeat(200)}`, "corrupt"],
    ["half.pdf", pdf.subarray(0, 200), "corrupt"],
    ["blank.md", "\n\n   \n", "no_text"],
    ["late-binary.txt", Buffer.concat([Buffer.alloc(5_000, "a "), Buffer.alloc(5_000, 1)]), "unknown_encoding"],
    ["after.pdf", pdf, null],
  ];
  const outcomes = await outcomesOf(files.map(([name, bytes]) => ({ name, bytes })));
  expect(outcomes).toEqual(files.map(([name, , code]) => [name, code]));
}, 180_000);

test("real files with a password, or of pictures alone, say so", async (context) => {
  if (!existsSync(given)) return context.skip("the folder shared/data beside the repository is missing");
  const files = ["libreoffice-writer-password.pdf", "imagemagick-images.pdf", "multicolumn.pdf"];
  const outcomes = await outcomesOf(await Promise.all(files.map(async (name) => ({ name, bytes: await readFile(new URL(name, given)) }))));
  expect(outcomes).toEqual([
    [files[0], "encrypted"],
    [files[1], "scan"],
    [files[2], null],
  ]);
});
