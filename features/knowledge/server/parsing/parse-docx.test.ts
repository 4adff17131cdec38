import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { makeWord, paragraph, run, wordPart, type Links, type Parts } from "#testing/office-files.ts";
import { readFile } from "#testing/read-file.ts";

const cell = (text: string, properties = "") =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${text.startsWith("<") ? text : paragraph(text)}</w:tc>`;
const row = (cells: string[], properties = "") =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cells.map((text) => (text.startsWith("<w:tc") ? text : cell(text))).join("")}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join("")}</w:tbl>`;
const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const listed = (text: string, level = 0, list = 1) =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
const level = (at: number, format: string, text: string, more = "") =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
const numbering = (levels: string, nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'): Parts => ({
  "word/numbering.xml": {
    relation: "numbering",
    content: wordPart("numbering", `<w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${nums}`),
  },
});
const styles = (content: string): Parts => ({ "word/styles.xml": { relation: "styles", content: wordPart("styles", content) } });
const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;

type Case = [what: string, body: string, holds: (string | RegExp)[], lacks?: (string | RegExp)[], parts?: Parts, links?: Links];
const cases: Case[] = [
  ["a row that names the columns", table(row(["Plan", "Month"], "<w:tblHeader/>"), row(["Basic", "ten"])), ["Plan: Basic; Month: ten"]],
  [
    "a bold row above others",
    table(row([cell(`<w:p>${run("Plan", "<w:b/>")}</w:p>`), cell(`<w:p>${run("Who", "<w:b/>")}</w:p>`)]), row(["Basic", "all"])),
    ["Plan: Basic; Who: all"],
  ],
  [
    "two rows of names",
    table(row(["Plan", cell("Price", '<w:gridSpan w:val="2"/>')]), row(["", "Month", "Year"]), row(["Basic", "10", "100"])),
    [/Month: 10\b/, /Year: 100\b/],
  ],
  [
    "cells over rows and columns",
    table(
      row(["Day", "Shop", "Desk"]),
      row([cell("Monday", '<w:vMerge w:val="restart"/>'), "9", "10"]),
      row([cell("", "<w:vMerge/>"), cell("closed", '<w:gridSpan w:val="2"/>')]),
    ),
    ["Day: Monday; Shop: 9; Desk: 10", "Day: Monday; Shop, Desk: closed"],
  ],
  [
    "a line across a table",
    table(row(["Plan", "Month", "Year"]), row([cell("For teams", '<w:gridSpan w:val="3"/>')]), row(["Basic", "10", "100"])),
    ["For teams", "Plan: Basic; Month: 10; Year: 100"],
  ],
  [
    "facts in four columns",
    table(row(["Name", "Ann", "Phone", "123"]), row(["Town", "Bonn", "Fax", "456"])),
    [/Name\W{1,3}Ann/, /Fax\W{1,3}456/],
  ],
  ["a table in a cell", table(row(["Outer", cell(table(row(["Inner", "12 EUR"])) + paragraph(""))])), ["Outer", /Inner\W{1,3}12 EUR/]],
  [
    "a table within a control and a deleted row",
    `<w:sdt><w:sdtContent>${table(row(["Kept", "yes"]), row(["Gone", "no"], '<w:del w:id="1"/>'))}</w:sdtContent></w:sdt>`,
    [/Kept\W{1,3}yes/],
    ["Gone"],
  ],
  [
    "one column that arranges prose",
    table(row([cell(paragraph("First part.") + paragraph("Second part."))])),
    ["First part.", "Second part."],
  ],

  [
    "the result of a field, not its code",
    paragraph(`${run("See page ")}${field("PAGEREF _Ref1 \\h", "7")}${run(" of the terms.")}`),
    ["See page 7 of the terms."],
    ["PAGEREF"],
  ],
  [
    "a link by its field",
    paragraph(field('HYPERLINK "https://shop.example/a?b=1" \\o "tip"', "Order now")),
    ["Order now (https://shop.example/a?b=1)"],
    ["HYPERLINK"],
  ],
  [
    "a link by its simple field",
    paragraph(`<w:fldSimple w:instr=" HYPERLINK &quot;https://shop.example/s&quot; ">${run("Shop")}</w:fldSimple>`),
    ["Shop (https://shop.example/s)"],
  ],
  [
    "fields in fields",
    paragraph(
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>${field("DOCPROPERTY x", "hidden condition")}<w:r><w:instrText> = 1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("You can return it.")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    ),
    ["You can return it."],
    ["hidden condition"],
  ],
  [
    "a field over two paragraphs",
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("First half.")}</w:p><w:p>${run("Second half.")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
    ["First half.", "Second half."],
    ["INCLUDETEXT"],
  ],
  [
    "ticked boxes and chosen entries of forms",
    paragraph(
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>${run(" Express, ")}<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="red"/><w:listEntry w:val="blue"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    ),
    ["☒ Express, blue"],
  ],
  [
    "the address of a mail",
    paragraph(`<w:hyperlink r:id="l1">${run("Write to us")}</w:hyperlink>`),
    ["Write to us (help@shop.example)"],
    [],
    {},
    { l1: "mailto:help@shop.example?subject=Hi" },
  ],
  [
    "an address that is its own words, once",
    paragraph(`<w:hyperlink r:id="l1">${run("shop.example")}</w:hyperlink>`),
    ["shop.example"],
    ["https"],
    {},
    { l1: "https://www.shop.example/" },
  ],

  [
    "a reading above signs",
    paragraph(
      `${run("お")}<w:r><w:ruby><w:rt><w:r><w:t>きゃくさま</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>客様</w:t></w:r></w:rubyBase></w:ruby></w:r>`,
    ),
    ["お客様"],
    ["きゃく"],
  ],
  [
    "fractions, powers and roots",
    paragraph(
      `${run("It is ")}<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f><m:r><m:t> + </m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:r><m:t> + </m:t></m:r><m:rad><m:deg/><m:e><m:r><m:t>y</m:t></m:r></m:e></m:rad></m:oMath>`,
    ),
    ["It is (a+b)/2 + x^2 + √(y)"],
  ],
  ["an equation in a paragraph of its own", `<m:oMathPara><m:oMath><m:r><m:t>E = m</m:t></m:r></m:oMath></m:oMathPara>`, ["E = m"]],
  [
    "signs of symbol fonts",
    paragraph(
      '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:t> included, </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:t>5</w:t></w:r>',
    ),
    ["✓ included, ≥5"],
  ],

  [
    "a text box, once",
    paragraph(
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box("Open on Sundays.")}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box("Open on Sundays.")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    ),
    [/^(?!.*Open on Sundays[\s\S]*Open on Sundays).*Open on Sundays/s],
  ],
  ["a text box of older programs", paragraph(`<w:r><w:pict><v:textbox>${box("Old box.")}</v:textbox></w:pict></w:r>`), ["Old box."]],
  [
    "a box that only the older way has",
    paragraph(
      `<w:r><mc:AlternateContent><mc:Choice Requires="wpx"/><mc:Fallback><w:pict><v:textbox>${box("Only here.")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    ),
    ["Only here."],
  ],
  [
    "an imported page",
    `${paragraph("Before.")}<w:altChunk r:id="rId1"/>`,
    ["Imported hours", "nine to five"],
    ["<p>"],
    { "word/chunk.html": { relation: "aFChunk", content: "<html><body><h2>Imported hours</h2><p>nine to five</p></body></html>" } },
  ],
  [
    "a chart",
    paragraph('<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r>'),
    ["Sales", /North: 12/],
    [],
    {
      "word/charts/chart1.xml": {
        relation: "chart",
        content:
          '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:ser><c:cat><c:strCache><c:pt idx="0"><c:v>North</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:pt idx="0"><c:v>12</c:v></c:pt></c:numCache></c:val></c:ser></c:plotArea></c:chart></c:chartSpace>',
      },
    },
  ],

  [
    "nothing that a run hides",
    paragraph(`${run("Shown. ")}${run("Secret one.", "<w:vanish/>")}${run(" Shown too.", '<w:vanish w:val="0"/>')}`),
    ["Shown.", "Shown too."],
    ["Secret"],
  ],
  [
    "nothing that a style hides",
    paragraph(run("Secret two."), '<w:pStyle w:val="Hid"/>') +
      paragraph(run("Secret three.", '<w:rStyle w:val="HidRun"/>')) +
      paragraph("Shown."),
    ["Shown."],
    ["Secret"],
    styles(
      '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Hid"><w:basedOn w:val="Base"/></w:style><w:style w:type="character" w:styleId="HidRun"><w:rPr><w:vanish/></w:rPr></w:style>',
    ),
  ],
  ["no hidden rows", table(row(["Shown", "1", "2"]), row(["Secret", "3", "4"], "<w:hidden/>")), ["Shown"], ["Secret"]],
  [
    "no comments, and no deleted text",
    paragraph(
      `${run("Kept")}<w:del w:id="1"><w:r><w:delText> gone</w:delText></w:r></w:del><w:ins w:id="2">${run(" and added")}</w:ins><w:moveFrom w:id="3">${run(" moved away")}</w:moveFrom><w:r><w:commentReference w:id="0"/></w:r>${run(".")}`,
    ),
    ["Kept and added."],
    ["gone", "moved"],
  ],
  [
    "a paragraph whose end was deleted",
    `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run("One ")}</w:p>${paragraph("sentence.")}`,
    ["One sentence."],
  ],
  [
    "a paragraph whose end was deleted before a table, at the end of a cell and of a note",
    `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run("Before it.")}</w:p>${table(row([cell(`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run("In a cell")}</w:p>`), "beside"]))}${paragraph(`${run("Noted")}<w:r><w:footnoteReference w:id="2"/></w:r>`)}`,
    [/Before it\.[\s\S]*In a cell/, "beside", "Last of the note"],
    [],
    {
      "word/footnotes.xml": {
        relation: "footnotes",
        content: wordPart(
          "footnotes",
          `<w:footnote w:id="2"><w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run("Last of the note")}</w:p></w:footnote>`,
        ),
      },
    },
  ],
  [
    "what follows a field that never ends",
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>${paragraph("Words that follow.")}`,
    ["Words that follow."],
    ["PAGE"],
  ],
  [
    "accents, bars and frames in equations, and hyphens that keep words together",
    paragraph(
      `<m:oMath><m:acc><m:e><m:r><m:t>x</m:t></m:r></m:e></m:acc><m:bar><m:e><m:r><m:t>y</m:t></m:r></m:e></m:bar><m:borderBox><m:e><m:r><m:t>z</m:t></m:r></m:e></m:borderBox></m:oMath><w:r><w:t>on</w:t><w:softHyphen/><w:t>ly</w:t><w:noBreakHyphen/><w:t>child</w:t></w:r>`,
    ),
    [/x\s+y\s+z/, "only-child"],
  ],
  [
    "an imported page that is saved as one file, and an imported document in RTF",
    '<w:altChunk r:id="rId1"/><w:altChunk r:id="rId2"/>',
    ["Saved words", "Rich words"],
    ["MIME", "rtf1"],
    {
      "word/chunk.mht": {
        relation: "aFChunk",
        content:
          "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Saved wor=\r\nds</p>\r\n--b--\r\n",
      },
      "word/chunk.rtf": { relation: "aFChunk", content: "{\\rtf1\\ansi Rich words\\par}" },
    },
  ],
  [
    "no invitation to fill in",
    `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${paragraph("Click here to enter text.")}</w:sdtContent></w:sdt>${paragraph(`<w:sdt><w:sdtContent>${run("Filled in.")}</w:sdtContent></w:sdt>`)}`,
    ["Filled in."],
    ["Click here"],
  ],
  [
    "notes",
    paragraph(`${run("Within thirty days")}<w:r><w:footnoteReference w:id="2"/></w:r>${run(".")}`),
    ["Within thirty days [2].", "[2] Working days only."],
    [],
    {
      "word/footnotes.xml": {
        relation: "footnotes",
        content: wordPart(
          "footnotes",
          `<w:footnote w:type="separator" w:id="0">${paragraph("no")}</w:footnote><w:footnote w:id="2">${paragraph("Working days only.")}</w:footnote>`,
        ),
      },
    },
  ],

  [
    "numbers in several levels",
    listed("One") + listed("Deep", 1) + listed("Deeper", 1) + listed("Two") + listed("Again", 1),
    ["1. One", "1.1 Deep", "1.2 Deeper", "2. Two", "2.1 Again"],
    [],
    numbering(level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")),
  ],
  [
    "letters and Roman numerals",
    listed("One") + listed("Two") + listed("Deep", 1),
    ["A) One", "B) Two", "(ii) Deep"],
    [],
    numbering(
      level(0, "upperLetter", "%1)") +
        level(1, "lowerRoman", "(%2)").replace(
          'w:start w:val="1"/><w:numFmt w:val="lowerRoman"',
          'w:start w:val="2"/><w:numFmt w:val="lowerRoman"',
        ),
    ),
  ],
  [
    "a list that begins again, and one that continues",
    listed("a1") + listed("a2") + listed("b1", 0, 2) + listed("a3", 0, 3),
    ["1. a1", "2. a2", "1. b1", "2. a3"],
    [],
    numbering(
      level(0, "decimal", "%1."),
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>',
    ),
  ],
  [
    "headings that are numbered by their style",
    paragraph("Scope", '<w:pStyle w:val="H"/>') +
      paragraph("Text of it.") +
      paragraph("Terms", '<w:pStyle w:val="H"/>') +
      paragraph("More text."),
    ["§ 1 Scope", "§ 2 Terms"],
    [],
    {
      ...numbering(level(0, "decimal", "§ %1", '<w:pStyle w:val="H"/>')),
      ...styles(
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
      ),
    },
  ],
  [
    "bullets and signs that count",
    listed("Point") + listed("Clause", 1),
    ["- Point", "第二条 Clause"],
    [],
    numbering(
      level(0, "bullet", "") +
        level(1, "chineseCounting", "第%2条").replace(
          'w:start w:val="1"/><w:numFmt w:val="chinese',
          'w:start w:val="2"/><w:numFmt w:val="chinese',
        ),
    ),
  ],
];

test.each(cases)("a document is read with %s", async (_what, body, holds, lacks = [], parts = {}, links = {}) => {
  const { text, warnings } = await readFile("docx", makeWord(body + paragraph("The shop opens at nine."), parts, links));
  for (const held of holds) expect(text).toMatch(held);
  for (const lacking of lacks) expect(text).not.toMatch(lacking);
  expect(warnings).toEqual([]);
});

test("a document whose program calls the namespaces otherwise is read as well", async () => {
  const bytes = makeWord(paragraph("Same words.")).slice();
  const { unzipSync } = await import("fflate");
  const files = unzipSync(bytes);
  const xml = new TextDecoder()
    .decode(files["word/document.xml"])
    .replaceAll("w:", "ns0:")
    .replace("xmlns:ns0:", "xmlns:w:")
    .replace("xmlns:w=", "xmlns:ns0=");
  expect((await readFile("docx", zipSync({ ...files, "word/document.xml": strToU8(xml) }))).text).toMatch("Same words.");
});

test("text that the reader does not reach is warned of, with its words", async () => {
  const wide = table(row(Array.from({ length: 450 }, (_, index) => `cell${index + 1}`)));
  const { text, warnings } = await readFile("docx", makeWord(paragraph("The shop opens at nine.") + wide));
  expect(text).toMatch("cell400");
  expect(text).not.toMatch("cell401");
  expect(warnings).toEqual([
    "About 11% of the text could not be read, in the body (“cell401 cell402 cell403 cell404 cell405 cell406 cell407 cell408 …”).",
  ]);
});
