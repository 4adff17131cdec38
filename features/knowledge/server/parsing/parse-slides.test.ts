import { expect, test } from "vitest";
import { makeOpenDocument, makeSlides } from "#testing/office-files.ts";
import { readFile } from "#testing/read-file.ts";

const words = (...paragraphs: string[]) =>
  `<p:txBody>${paragraphs.map((text) => (text.startsWith("<") ? text : `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`)).join("")}</p:txBody>`;
const shape = (kind: string, body: string, more = "") =>
  `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" ${more}/><p:nvPr>${kind ? `<p:ph type="${kind}"/>` : ""}</p:nvPr></p:nvSpPr>${body}</p:sp>`;
const point = (text: string, properties = "", level = 0) =>
  `<a:p><a:pPr lvl="${level}">${properties}</a:pPr><a:r><a:t>${text}</a:t></a:r></a:p>`;
const frame = (content: string) => `<p:graphicFrame><a:graphic><a:graphicData>${content}</a:graphicData></a:graphic></p:graphicFrame>`;
const table = (rows: string[][], more = 'firstRow="1"') =>
  `<a:tbl><a:tblPr ${more}/>${rows.map((row) => `<a:tr>${row.map((text) => `<a:tc>${words(text).replaceAll("p:txBody", "a:txBody")}</a:tc>`).join("")}</a:tr>`).join("")}</a:tbl>`;
const notes = (text: string) => ({
  "ppt/notesSlides/notesSlide1.xml": {
    relation: "notesSlide",
    content: `<p:notes xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree>${shape("body", words(text))}${shape("sldNum", words("7"))}</p:spTree></p:cSld></p:notes>`,
  },
});

test("a slide is read under its title, with its points, tables, groups and speaker notes", async () => {
  const group = `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="2" name="g"/></p:nvGrpSpPr>${shape("", words("In a group."))}</p:grpSp>`;
  const file = makeSlides([
    {
      shapes:
        shape("body", words(point("We ship to:"), point("Germany", "", 1), point("France", '<a:buAutoNum type="arabicPeriod"/>', 1))) +
        shape("title", words("Delivery")) +
        group,
      parts: notes("Mention the holidays."),
    },
    {
      shapes: frame(
        table([
          ["Plan", "Price"],
          ["Basic", "10 EUR"],
          ["Team", "25 EUR"],
        ]),
      ),
    },
  ]);
  const read = await readFile("pptx", file);
  expect(read.text.split(/\n+/)).toEqual([
    "Delivery",
    "- We ship to:",
    "  - Germany",
    "  1. France",
    "In a group.",
    "Notes: Mention the holidays.",
    "Slide 2",
    "Plan: Basic; Price: 10 EUR",
    "Plan: Team; Price: 25 EUR",
  ]);
  expect(read.warnings).toEqual([]);
});

test("hidden slides and shapes, and what every slide repeats, are left out", async () => {
  const file = makeSlides([
    {
      shapes:
        shape("title", words("Shown")) +
        shape("", words("secret shape"), 'hidden="1"') +
        shape("ftr", words("secret footer")) +
        shape("sldNum", words("1")) +
        shape("", words("Text.")),
    },
    { shapes: shape("", words("secret slide")), isHidden: true },
  ]);
  const read = await readFile("pptx", file);
  expect(read.text.split(/\n+/)).toEqual(["Shown", "Text."]);
  expect(read.warnings).toEqual([]);
});

test("merged cells, breaks and both ways to write a shape", async () => {
  const merged =
    `<a:tbl><a:tblPr firstRow="1"/><a:tr><a:tc>${words("Day")}</a:tc><a:tc>${words("Shop")}</a:tc><a:tc>${words("Desk")}</a:tc></a:tr><a:tr><a:tc rowSpan="2">${words("Monday")}</a:tc><a:tc gridSpan="2">${words("closed")}</a:tc><a:tc hMerge="1">${words("")}</a:tc></a:tr><a:tr><a:tc vMerge="1">${words("")}</a:tc><a:tc>${words("9")}</a:tc><a:tc>${words("10")}</a:tc></a:tr></a:tbl>`.replaceAll(
      "p:txBody",
      "a:txBody",
    );
  const both = `<mc:AlternateContent><mc:Choice Requires="a14">${shape("", words("<a:p><a:r><a:t>Once</a:t></a:r><a:br/><a:r><a:t>only.</a:t></a:r></a:p>"))}</mc:Choice><mc:Fallback>${shape("", words("Once only."))}</mc:Fallback></mc:AlternateContent>`;
  const { text } = await readFile("pptx", makeSlides([{ shapes: frame(merged) + both }]));
  expect(text.split(/\n+/)).toEqual(["Slide 1", "Day: Monday; Shop, Desk: closed", "Day: Monday; Shop: 9; Desk: 10", "Once", "only."]);
});

test("slides of OpenDocument are read the same way", async () => {
  const frameOf = (text: string, kind = "") =>
    `<draw:frame ${kind ? `presentation:class="${kind}"` : ""}><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame>`;
  const body = `<draw:page>${frameOf("Points")}${frameOf("Delivery", "title")}${frameOf("secret footer", "footer")}<draw:custom-shape><text:p>In a shape.</text:p></draw:custom-shape><draw:g>${frameOf("In a group.")}</draw:g><presentation:notes>${frameOf("Mention the holidays.", "notes")}</presentation:notes></draw:page><draw:page draw:style-name="off">${frameOf("secret slide")}</draw:page>`;
  const styles =
    '<style:style style:name="off" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>';
  expect((await readFile("odp", makeOpenDocument("presentation", body, styles))).text.split(/\n+/)).toEqual([
    "Delivery",
    "Points",
    "In a shape.",
    "In a group.",
    "Notes: Mention the holidays.",
  ]);
});
