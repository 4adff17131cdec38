import { expect, test } from "vitest";
import { readFile } from "#testing/read-file.ts";

type Case = [what: string, markdown: string, holds: (string | RegExp)[], lacks?: (string | RegExp)[]];
const cases: Case[] = [
  [
    "a quote and code in an item",
    "Do this:\n\n1. Read:\n\n   > Never share it.\n\n2. Run `a < b`:\n\n   ```\n   npx <name> --x\n   ```\n\n   Then wait.\n3. Done",
    ["Never share it.", "2. Run a < b:\nnpx <name> --x", "Then wait.", "3. Done"],
  ],
  [
    "a table in an item of an item",
    "- A\n  - B\n\n    | Plan | Price |\n    |---|---|\n    | Basic | 10 |\n",
    ["- A", "- B", "Plan: Basic; Price: 10"],
  ],
  ["a note apart from two rules", "---\n\nnote: the shop is closed\n\n---\n\nUntil May.", ["note: the shop is closed", "Until May."]],
  ["bars and breaks in cells", "| A | B |\n|---|---|\n| x \\| y | one<br>two<br/>three |\n", ["A: x | y; B: one two three"]],
  ["a table with empty names", "| | Basic |\n|---|---|\n| SSO | yes |\n", ["SSO; Basic: yes"]],
  [
    "blocks of HTML with Markdown in them",
    '<details>\n<summary>How long?</summary>\n\nTwo **days**.\n\n</details>\n\n<div align="center">\n  <p>Centred.</p>\n</div>\n',
    ["How long?", "Two days.", "Centred."],
    ["<", "\\*\\*"],
  ],
  [
    "a table of HTML with spans",
    '<table><tr><th>Day</th><th>Open</th></tr><tr><td rowspan="2">Monday</td><td>9</td></tr><tr><td>14</td></tr></table>\n',
    ["Day: Monday; Open: 9", "Day: Monday; Open: 14"],
  ],
  ["entities, named and by number", "&Auml;rger &amp; &#8364;5 &#x2014; `&amp;` &copy;", ["Ärger & €5 — &amp; ©"]],
  [
    "angle brackets that are no tags",
    "Use <your-region> or <title> and `<b>`, Map<K, V>, List<T>, 3 < 4 > 2. Write <mail@shop.example>.",
    ["<your-region>", "<title>", "<b>", "Map<K, V>", "List<T>", "3 < 4 > 2", "mail@shop.example"],
  ],
  [
    "links of every kind",
    '[Order](https://shop.example/o "tip"), [ref][1], <https://shop.example/a>, https://shop.example/b, [inside](docs/x.md), ![a lamp](lamp.png)\n\n[1]: https://shop.example/r',
    [
      "Order (https://shop.example/o)",
      "ref (https://shop.example/r)",
      "https://shop.example/a",
      "https://shop.example/b",
      /inside(?! \()/,
      "a lamp",
    ],
    ["lamp.png", "docs/x"],
  ],
  ["footnotes", "It takes long.[^1]\n\n[^1]: Weather.\n", ["Weather."]],
  ["comments and scripts left out", "A\n<!-- secret\n\nover lines -->\nB\n\n<style>\nsecret{}\n</style>\n\nC", ["A", "B", "C"], ["secret"]],
  ["ticks of tasks and struck words", "- [x] packed\n- [ ] ~~sent~~ waiting\n", ["packed", "waiting"], ["\\[x\\]"]],
];

test.each(cases)("Markdown is read with %s", async (_what, markdown, holds, lacks = []) => {
  const { text } = await readFile("markdown", `${markdown}\n\nThe end.`);
  for (const held of holds) expect(text).toMatch(held);
  for (const lacking of lacks) expect(text).not.toMatch(new RegExp(lacking));
  expect(text).toContain("The end.");
});

test.each([
  ["YAML", '---\ntitle: "Shipping: and returns"\ntags: [a]\n---\n\nText.', "Shipping: and returns"],
  ["YAML over lines", "---\ntitle: |\n  Shipping\nlayout: page\n...\nText.", "Shipping"],
  ["YAML with a comment first", "---\n# settings\ntitle: Shipping\n---\nText.", "Shipping"],
  ["TOML", '+++\ntitle = "Shipping"\ndate = 2026-01-01\n+++\nText.', "Shipping"],
  ["without a title", "---\nlayout: page\n---\nText.", null],
])("front matter as %s is no text, and its title is the document's", async (_what, markdown, title) => {
  expect(await readFile("markdown", markdown)).toMatchObject({ title, text: "Text." });
});

test.each([
  ["prose", "---\n\nIntro between rules.\n\n---\n\nText."],
  ["a sentence with a colon", "---\nPlease note: we are closed.\n---\n\nText."],
  ["a list", "---\n- one\n- two\n---\n\nText."],
])("rules around %s are no front matter", async (_what, markdown) => {
  const { title, text } = await readFile("markdown", markdown);
  expect(`${title}\n${text}`).toMatch(/Intro between rules|we are closed|one/);
  expect(text).toContain("Text.");
});

test("a note between two rules is text, which its underline makes a heading", async () => {
  const { title, text } = await readFile("markdown", "---\nImportant: read the manual before you begin.\n---\n\nThen begin.");
  expect(`${title} ${text}`).toContain("Important: read the manual before you begin.");
});
