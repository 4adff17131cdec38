import { expect, test } from "vitest";
import { makeOpenDocument, makeSlides, makeWorkbook, makeWord, paragraph } from "#testing/office-files.ts";
import type { FileKind } from "../../file-type.ts";
import { measureLoss, warnOfLoss } from "../losses.ts";
import { parseByKind } from "../parse-by-kind.ts";

const lossesOf = (...counted: Parameters<typeof measureLoss>) => warnOfLoss(measureLoss(...counted));

const lost = "garden shed deliveries take eleven working days";
const text = "Every tool can be sent back within thirty days, whatever the reason was.";

const slideOf = (words: string) => `<p:sp><p:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp>`;
const notesOf = (words: string) => ({
  "ppt/notesSlides/notesSlide1.xml": {
    relation: "notesSlide",
    content: `<p:notes xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="body"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:notes>`,
  },
});
const cellOf = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
const rowsOf = (...rows: string[]) =>
  `<sheetData>${rows.map((words, index) => `<row r="${index + 1}">${cellOf(`A${index + 1}`, words)}</row>`).join("")}</sheetData>`;
const chart = (words: string) => ({
  "xl/drawings/drawing1.xml": {
    relation: "drawing",
    content: `<xdr:wsDr xmlns:xdr="x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>`,
  },
});
const odfRow = (words: string) => `<table:table-row><table:table-cell><text:p>${words}</text:p></table:table-cell></table:table-row>`;
const odfFrame = (words: string, role = "") =>
  `<draw:frame presentation:class="${role}"><draw:text-box><text:p>${words}</text:p></draw:text-box></draw:frame>`;
const mail = (body: string) => ["From: ann@example.com", "Subject: Delivery", "MIME-Version: 1.0", ...body.split("\n")].join("\r\n");

test.each<[kind: FileKind, where: string, file: string | Uint8Array]>([
  ["html", "the section “Delivery”", `<title>Shop</title><h1>Returns</h1><p>${text}</p><h2>Delivery</h2><ul><li>${lost}</li></ul>`],
  ["html", "the beginning", `<p>${lost}</p><h1>Returns</h1><p>${text}</p>`],
  ["markdown", "the section “Delivery”", `---\ntitle: Shop\n---\n# Returns\n\n${text}\n\n## Delivery\n\n- [x] **${lost}**\n`],
  ["csv", "lines 1 to 3", `Topic,Answer\nReturns,"${text}"\nDelivery,${lost}\n`],
  ["text", "the text", `${text}\n\n${lost}\n`],
  ["rtf", "the text", `{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}${text}\\par ${lost}\\par}`],
  ["eml", "the text of the mail", mail(`Content-Type: text/plain\n\n${text}\n\n${lost}\n`)],
  [
    "eml",
    "an attached mail",
    mail(
      `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: message/rfc822\n\nFrom: bob@example.com\nSubject: Fwd\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(`<p>${lost}</p>`).toString("base64")}\n--b--\n`,
    ),
  ],
  ["docx", "the body", makeWord(paragraph(text) + paragraph(lost))],
  [
    "xlsx",
    "the sheet “Prices”",
    makeWorkbook([
      { name: "Terms", content: rowsOf(text) },
      { name: "Prices", content: rowsOf("Note", lost) },
    ]),
  ],
  ["xlsx", "the sheet “Prices”", makeWorkbook([{ name: "Prices", content: rowsOf(text), parts: chart(lost) }])],
  ["pptx", "slide 2", makeSlides([{ shapes: slideOf(text) }, { shapes: slideOf(lost) }])],
  ["pptx", "the notes of slide 1", makeSlides([{ shapes: slideOf(text), parts: notesOf(lost) }])],
  ["odt", "the body", makeOpenDocument("text", `<text:p>${text}</text:p><text:p>${lost}</text:p>`)],
  [
    "ods",
    "the sheet “Prices”",
    makeOpenDocument(
      "spreadsheet",
      `<table:table table:name="A">${odfRow(text)}</table:table><table:table table:name="Prices">${odfRow(lost)}</table:table>`,
    ),
  ],
  ["odp", "slide 2", makeOpenDocument("presentation", `<draw:page>${odfFrame(text)}</draw:page><draw:page>${odfFrame(lost)}</draw:page>`)],
])("text of a file (%s) that its reader loses is noticed, and that it was in %s", async (kind, where, file) => {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const { title, blocks, counted = [] } = await parseByKind(kind, bytes, () => {});
  const texts = [title ?? "", ...blocks.map((block) => block.text)];
  expect(lossesOf(counted, texts)).toEqual([]);
  const without = texts.map((one) => one.replace(lost, ""));
  expect(without).not.toEqual(texts);
  expect(lossesOf(counted, without)).toEqual([
    expect.stringMatching(new RegExp(`^About \\d+% of the text could not be read, in ${where} \\(“garden shed deliveries`)),
  ]);
});
