import { expect, test } from "vitest";
import { readFile } from "#testing/read-file.ts";

type Case = [what: string, html: string, holds: (string | RegExp)[], lacks?: (string | RegExp)[]];
const cases: Case[] = [
  [
    "rows that cells reach over",
    "<table><tr><th>Day</th><th>Shop</th><th>Desk</th></tr><tr><td rowspan=2>Monday</td><td colspan=2>closed</td></tr><tr><td>9</td><td>10</td></tr></table>",
    ["Day: Monday; Shop, Desk: closed", "Day: Monday; Shop: 9; Desk: 10"],
  ],
  [
    "names in two rows and a caption",
    "<table><caption>Prices</caption><thead><tr><th rowspan=2>Plan<th colspan=2>Price<tr><th>Month<th>Year<tbody><tr><td>Basic<td>10<td>100</table>",
    ["Prices", "Plan: Basic; Price Month: 10; Price Year: 100"],
  ],
  [
    "names at the left",
    "<table><tr><th>Price</th><td>12 EUR</td></tr><tr><th>Weight</th><td>3 kg</td></tr></table>",
    ["Price: 12 EUR", "Weight: 3 kg"],
    ["12 EUR: 3 kg"],
  ],
  [
    "a page that tables arrange",
    "<table><tr><td><h2>News</h2><p>First.</p></td><td><p>Second.</p><ul><li>Third</ul></td></tr></table><p>End.",
    ["News", "First.", "- Third"],
    [/First\..*Second/],
  ],
  ["ticks in cells", "<table><tr><th>Feature</th><th>Basic</th></tr><tr><td>SSO</td><td>✓</td></tr></table>", ["Feature: SSO; Basic: ✓"]],
  [
    "lists with numbers of their own",
    "<ol start=3 type=a><li>three<li value=7>seven<ol><li>deep</ol><li>eight</ol><ol reversed><li>two<li>one</ol>",
    ["c. three", "g. seven", "1. deep", "h. eight", "2. two", "1. one"],
  ],
  [
    "terms and what they mean",
    "<dl><dt>Delivery<dd>two days<dt>Costs<dt>Fees<dd>none<dd>ever</dl>",
    ["Delivery: two days", "Costs, Fees: none", "Costs, Fees: ever"],
  ],
  ["what can be unfolded", "<details><summary>How long?</summary><p>Two days.</p></details>", ["How long?", "Two days."]],
  [
    "links that lead somewhere",
    '<p><a href="https://shop.example/o">Order</a>, <a href="/x">inside</a>, <a href="#y">below</a>, <a href="tel:+49301234567">call us</a>, <a href="javascript:alert(1)">run</a>, <a href="data:text/html,x">data</a>.',
    ["Order (https://shop.example/o), inside, below, call us (+49301234567), run, data."],
  ],
  [
    "nothing that is hidden",
    '<p>Shown.</p><p hidden>secret1</p><div style="color:red; display: none">secret2</div><span style="visibility:hidden">secret3</span><template>secret4</template><noscript>secret5</noscript><script>secret6()</script><style>.secret7{}</style><!-- secret8 --><dialog>secret9</dialog><input type=hidden value=secret10>',
    ["Shown."],
    ["secret"],
  ],
  [
    "pictures' words, breaks and entities",
    '<p>Our <img src=x alt="blue lamp"> costs 12&nbsp;&euro;<br>each&hellip;<wbr>',
    ["Our blue lamp costs 12 €\neach…"],
  ],
  [
    "powers, readings and code",
    "<p>10<sup>2</sup> m, <ruby>東京<rt>とうきょう</rt></ruby></p><pre>if (a &lt; b) {\n  run();\n}</pre>",
    ["10^2 m, 東京", "if (a < b) {\n  run();\n}"],
    ["とう"],
  ],
  ["words between tags that end by themselves", "<p>One<p>Two<div>Three</div>Four<h2>Head</h2>Five", [/One\n+Two\n+Three\n+Four/]],
  [
    "values that a form shows",
    '<form><label>Country</label><select><option>Germany<option>France</select><input value="Berlin"><textarea>Hello there</textarea></form>',
    ["Germany", "Berlin", "Hello there"],
  ],
  [
    "links around blocks, what is before and behind them, and where they lead",
    '<div>Read first: <a href="https://shop.example/a"><div><img alt="blue"></div><h3>Lamps</h3><p>All of them</p></a> or ask</div><ul><li>See <a href="https://shop.example/b"><div>Desks</div></a> too',
    ["Read first:\n", "Lamps", "All of them (https://shop.example/a)", "or ask", /- See\nDesks \(https:\/\/shop\.example\/b\)\ntoo/],
  ],
  [
    "equations",
    '<p>Use <math alttext="{\\displaystyle x}"><semantics><mrow><mfrac><mn>1</mn><mrow><mi>n</mi><mo>+</mo><mn>2</mn></mrow></mfrac><mo>=</mo><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">\\frac</annotation></semantics></math> and <math><msqrt><msub><mi>y</mi><mn>1</mn></msub></msqrt></math> of it.',
    ["Use 1/(n + 2) = x^2 and √(y_1) of it."],
    ["frac", "displaystyle"],
  ],
  [
    "lines across the body of a table",
    "<table><thead><tr><th>City<th>People</thead><tbody><tr><th colspan=2>Europe<tr><td>Bonn<td>3</tbody><tbody><tr><th colspan=2>Asia<tr><td>Kobe<td>4</table>",
    ["Europe\nCity: Bonn; People: 3\nAsia\nCity: Kobe; People: 4"],
  ],
  [
    "buttons side by side and the labels of a drawing",
    "<button>Day</button><button>Night</button><svg><title>unseen</title><g><text>Axis</text><text>Scale</text></g></svg>",
    ["Day Night", "Axis Scale"],
    ["unseen"],
  ],
  ["loose words in a list of terms", "<dl>All terms<dt>Fee<dd>none</dl>", ["All terms", "Fee: none"]],
  ["words apart, however deep they are", `${"<ul><li>word".repeat(300)}`, [], ["wordword"]],
];

test.each(cases)("a page is read with %s", async (_what, html, holds, lacks = []) => {
  const { text } = await readFile("html", `<!doctype html><title>Shop</title><body>${html}`);
  for (const held of holds) expect(text).toMatch(held);
  for (const lacking of lacks) expect(text).not.toMatch(lacking);
});

test("a page is named by its title, and read in the encoding that it names", async () => {
  const bytes = Buffer.from(
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>Gr\xf6\xdfe</title></head><body>Ma\xdf</body></html>',
    "latin1",
  );
  expect(await readFile("html", new Uint8Array(bytes))).toMatchObject({ title: "Größe", text: "Maß" });
});

test.each([
  ["div", "<div>"],
  ["lists", "<ul><li>"],
  ["tables", "<table><td>"],
  ["bold", "<b><p>"],
])("a page of many %s in one another is read", async (_what, open) => {
  expect((await readFile("html", `${open.repeat(3_000)}The end of it.`)).text).toContain("The end of it.");
});
