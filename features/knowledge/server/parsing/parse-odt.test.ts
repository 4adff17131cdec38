import { expect, test } from "vitest";
import { makeOpenDocument } from "#testing/office-files.ts";
import { readFile } from "#testing/read-file.ts";

const styles =
  '<style:style style:name="hid" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="off" style:family="section"><style:section-properties text:display="none"/></style:style><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="5"/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>';
const item = (content: string) => `<text:list-item>${content}</text:list-item>`;
const p = (text: string) => `<text:p>${text}</text:p>`;
const tableRow = (...cells: string[]) =>
  `<table:table-row>${cells.map((text) => (text.startsWith("<") ? text : `<table:table-cell>${p(text)}</table:table-cell>`)).join("")}</table:table-row>`;

type Case = [what: string, body: string, holds: (string | RegExp)[], lacks?: (string | RegExp)[]];
test.each<Case>([
  [
    "numbers of lists",
    `<text:list text:style-name="L">${item(p("Fifth"))}${item(`${p("Sixth")}<text:list>${item(p("Deep"))}</text:list>`)}</text:list>`,
    ["5. Fifth", "6. Sixth", "a) Deep"],
  ],
  [
    "a table with merged cells",
    `<table:table><table:table-header-rows>${tableRow("Plan", "Month", "Year")}</table:table-header-rows>${tableRow(`<table:table-cell table:number-rows-spanned="2">${p("Basic")}</table:table-cell>`, "10", "100")}${tableRow("<table:covered-table-cell/>", "12", "120")}</table:table>`,
    ["Plan: Basic; Month: 10; Year: 100", "Plan: Basic; Month: 12; Year: 120"],
  ],
  [
    "links, notes and readings",
    p(
      'Order <text:a xlink:href="https://shop.example/o">here</text:a><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Working days only.</text:p></text:note-body></text:note> in <text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>.',
    ),
    ["Order here (https://shop.example/o) [1] in 東京.", "[1] Working days only."],
    ["とう"],
  ],
  ["spaces, tabs and breaks", p('One<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four'), ["One two three\nfour"]],
  [
    "a text box and a picture's words",
    p(
      "<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame><draw:frame><draw:image/><svg:desc>A map of the shop</svg:desc></draw:frame>After.",
    ),
    ["Boxed.", "A map of the shop", "After."],
  ],
  [
    "nothing hidden, deleted or noted by editors",
    `<text:tracked-changes><text:changed-region><text:deletion>${p("secret deleted")}</text:deletion></text:changed-region></text:tracked-changes>${p('Shown<text:span text:style-name="hid"> secret span</text:span><office:annotation><text:p>secret note</text:p></office:annotation>.')}<text:section text:style-name="off">${p("secret section")}</text:section>${p('<text:hidden-text text:is-hidden="true">secret field</text:hidden-text>')}`,
    ["Shown."],
    ["secret"],
  ],
])("a text of OpenDocument is read with %s", async (_what, body, holds, lacks = []) => {
  const { text, warnings } = await readFile("odt", makeOpenDocument("text", p("The shop opens at nine.") + body, styles));
  for (const held of holds) expect(text).toMatch(held);
  for (const lacking of lacks) expect(text).not.toMatch(lacking);
  expect(warnings).toEqual([]);
});

test("headings, and an equation in a part of its own", async () => {
  const body = `<text:h text:outline-level="1">Terms</text:h>${p("Intro.")}<text:h text:outline-level="2">Fees</text:h>${p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>It is:')}`;
  const math =
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>a</mi><mo>+</mo><mn>2</mn></mrow><annotation>a+2</annotation></semantics></math>';
  const read = await readFile("odt", makeOpenDocument("text", body, "", { "Object 1/content.xml": math }));
  expect(read).toMatchObject({ title: "Terms" });
  expect(read.text).toContain("Fees");
  expect(read.text.split(/\n+/)).toContain("a + 2");
});

test("a document with a password says so", async () => {
  const manifest =
    '<manifest:manifest xmlns:manifest="x"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
  await expect(readFile("odt", makeOpenDocument("text", p("x"), "", { "META-INF/manifest.xml": manifest }))).rejects.toMatchObject({
    code: "encrypted",
  });
});
