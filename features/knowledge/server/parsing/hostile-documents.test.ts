import { expect, test } from "vitest";
import { makeOpenDocument, makeWord, makeWorkbook, paragraph } from "#testing/office-files.ts";
import { readFile } from "#testing/read-file.ts";

test("entities of a file's own are never expanded", async () => {
  const bomb = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">${"bcdefgh"
    .split("")
    .map((name, index) => `<!ENTITY ${name} "${`&${"abcdefg"[index]};`.repeat(10)}">`)
    .join("")}]>`;
  const { unzipSync, zipSync, strToU8 } = await import("fflate");
  const files = unzipSync(makeWord(paragraph("Before &h; after.")));
  const xml = new TextDecoder().decode(files["word/document.xml"]).replace("?>", `?>${bomb}`);
  const { text } = await readFile("docx", zipSync({ ...files, "word/document.xml": strToU8(xml) }));
  expect(text.length).toBeLessThan(100);
  expect(text).toContain("Before");
});

test("thousands of elements in one another hide nothing that comes after them", async () => {
  const depth = 5_000;
  const nested = `${"<w:sdt><w:sdtContent>".repeat(depth)}${paragraph("Deep.")}${"</w:sdtContent></w:sdt>".repeat(depth)}`;
  expect((await readFile("docx", makeWord(paragraph("Before.") + nested + paragraph("After.")))).text).toMatch(/Before\.[\s\S]*After\./);
  const lists = `${"<text:list><text:list-item>".repeat(depth)}<text:p>Deep.</text:p>${"</text:list-item></text:list>".repeat(depth)}`;
  expect((await readFile("odt", makeOpenDocument("text", `<text:p>Before.</text:p>${lists}<text:p>After.</text:p>`))).text).toMatch(
    /Before\.[\s\S]*After\./,
  );
});

test("one long text that many cells refer to is too much text, before it is written out", async () => {
  const cells = Array.from({ length: 2_000 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="s"><v>0</v></c></row>`).join("");
  const file = makeWorkbook([{ name: "S", content: `<sheetData>${cells}</sheetData>` }], { strings: ["word ".repeat(2_000)] });
  await expect(readFile("xlsx", file)).rejects.toMatchObject({ code: "too_much_text" });
});

test.each([
  ["groups of RTF", "rtf", `{\\rtf1 ${"{".repeat(20_000)}Deep.${"}".repeat(20_000)}\\par}`],
  ["elements of a page", "html", `${"<div>".repeat(5_000)}Deep.`],
  ["spans of a page", "html", `${"<span>".repeat(5_000)}Deep.`],
] as const)("%s in one another are read", async (_what, kind, content) => {
  expect((await readFile(kind, content)).text).toContain("Deep.");
});

test("a table that says that its cells reach for ever ends where it ends", async () => {
  const { text } = await readFile(
    "html",
    '<table><tr><td colspan="100000000" rowspan="100000000">All</td></tr><tr><td>More</td></tr></table>',
  );
  expect(text).toMatch(/All/);
});
