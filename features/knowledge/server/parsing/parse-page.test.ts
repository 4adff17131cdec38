import { expect, test } from "vitest";
import { parsePage } from "./parse-page.ts";

const origin = { url: "https://x.example/help/page", contentType: "text/html; charset=utf-8" };
const read = (html: string | Uint8Array, contentType = origin.contentType) => {
  const { title, blocks, page } = parsePage(typeof html === "string" ? new TextEncoder().encode(html) : html, { ...origin, contentType });
  return { title, page, text: blocks.map((block) => block.text).join("\n"), blocks };
};
const around = (main: string, head = "<title>Returns</title>") =>
  `<html><head>${head}</head><body><header><nav><a href="/">Home words</a></nav></header>
   <div id="CybotCookiebotDialog" class="cookie-consent">We use cookie words</div>${main}
   <aside class="sidebar">Sidebar words</aside><footer>Footer words</footer></body></html>`;
const noise = /Home words|cookie words|Sidebar words|Footer words/;

test("an article keeps headings, tables, lists and whole addresses, and nothing of what is around it", () => {
  const { text, blocks } = read(
    around(`<article><h1>Returns</h1><p>${"You can send back every tool within thirty days. ".repeat(8)}</p><h2>Costs</h2>
      <table><tr><th>Country</th><th>Price</th></tr><tr><td>France</td><td>4.90</td></tr></table><ul><li>clean</li><li>complete</li></ul></article>`),
  );
  expect(text).toMatch(/thirty days/);
  expect(text).toMatch(/Country: France; Price: 4\.90/);
  expect(text).toMatch(/- complete/);
  expect(blocks.filter(({ kind }) => kind === "heading").map((block) => block.text)).toContain("Costs");
  expect(text).not.toMatch(noise);
});

test("a link says its address where its line is about it, and not in the middle of what an article says", () => {
  const words = "You can send back every tool within thirty days. ".repeat(8);
  const { text } = read(
    around(`<article><p>${words}Keep <a href="/terms">the terms</a> in mind.</p><p><a href="/returns/new">Start a return</a></p>
      <p>Or write to <a href="mailto:back@x.example">our team</a>, who answer within a day and know what to do.</p></article>`),
  );
  expect(text).toContain("Keep the terms in mind.");
  expect(text).toContain("Start a return (https://x.example/returns/new)");
  expect(text).toContain("our team (back@x.example)");
});

test.each([
  [
    "questions",
    `<main>${[1, 2, 3, 4].map((number) => `<section><h2>Question ${number}?</h2><div>Short answer ${number}.</div></section>`).join("")}</main>`,
    /Short answer 4/,
  ],
  [
    "products",
    `<main><div class="grid">${[1, 2, 3, 4, 5, 6].map((number) => `<div class="card"><h3>Spade ${number}</h3><span>${number}9.90</span></div>`).join("")}</div></main>`,
    /Spade 6[^]*69\.90/,
  ],
  [
    "an index of documents",
    `<div class="content"><h1>Documents</h1><ul>${[1, 2, 3, 4, 5].map((number) => `<li><a href="/d/${number}">Manual ${number}</a></li>`).join("")}</ul></div>`,
    /Manual 5/,
  ],
  [
    "what opens on a click",
    "<main><details><summary>How long does delivery take?</summary><p>Three days within the country, and a week beyond it.</p></details></main>",
    /delivery take[^]*Three days/,
  ],
  ["a bare paragraph", "<p>Opening hours: nine to five.</p>", /nine to five/],
])("a page that is no article, of %s, is read whole", (_name, body, expected) => {
  const { text } = read(around(body));
  expect(text).toMatch(expected);
  expect(text).not.toMatch(noise);
});

test.each([
  ["an empty root", '<html><body><div id="app"></div><script src="/a.js"></script></body></html>', true],
  [
    "a word about JavaScript",
    "<html><body><noscript>Please enable JavaScript.</noscript><p>Loading</p><script>x()</script></body></html>",
    true,
  ],
  [
    "little text beside programs",
    "<html><body><div id='a'><p>We are closed on Mondays and on all public holidays.</p></div><script src='/a.js'></script></body></html>",
    false,
  ],
  [
    "little text in a script without spaces",
    "<html><body><main id='a'><p>所有商品均可在三十天內退貨</p></main><script src='/a.js'></script></body></html>",
    false,
  ],
  [
    "an empty root beside a head",
    "<html><body><p>Ferro Tools, the shop for gardens</p><div id='root'>Loading …</div><script src='/a.js'></script></body></html>",
    true,
  ],
  ["little text and no program", "<html><body><div id='a'>Closed on Mondays.</div></body></html>", false],
  [
    "much text beside programs",
    `<html><body><div id="root"><p>${"Words that are there already. ".repeat(9)}</p></div><script src="/a.js"></script></body></html>`,
    false,
  ],
])("a page with %s: whether it needs a browser is %s", (_name, html, expected) => {
  expect(read(html).page.needsBrowser).toBe(expected);
});

test("what fields of forms are called is left out, what opens by a box to tick and notes beside the text are not", () => {
  const words = "You can send back every tool within thirty days. ".repeat(8);
  const { text } = read(
    around(`<main><article><p>${words}</p><aside class="note"><p>Gloves are never taken back, whatever their state is.</p></aside>
      <input type="checkbox" id="q"><label for="q">Who pays for it?</label><p>${words}</p></article>
      <form><label>Form words <input></label><label for="m">More form words</label><textarea id="m"></textarea></form></main>`),
  );
  expect(text).toMatch(/Gloves are never[^]*Who pays for it/);
  expect(text).not.toMatch(/form words/i);
});

test("a page says where it leads, what it is called, and whether it wants to be indexed", () => {
  const { page } = read(
    around(
      '<p><a href="a#x">A</a><a href="/b" rel="nofollow">B</a><a href="mailto:x@x.example">M</a></p>',
      '<base href="/base/"><link rel="canonical" href="/canonical"><meta name="ROBOTS" content="NoIndex, follow"><meta http-equiv="refresh" content="3;url=/next">',
    ),
  );
  expect(page).toMatchObject({
    links: ["https://x.example/", "https://x.example/base/a"],
    canonical: "https://x.example/canonical",
    sendsTo: "https://x.example/next",
    noindex: true,
  });
  expect(read(around("<p>x</p>", '<meta name="robots" content="none">')).page).toMatchObject({ noindex: true, links: [] });
  expect(read(around("<p>x</p>", '<meta name="googlebot" content="noindex">')).page.noindex).toBe(false);
});

const german = Buffer.from("<p>Größe der Öffnung</p>", "latin1");
test.each([
  ["the header", german, "text/html; charset=ISO-8859-1"],
  ["the page", Buffer.concat([Buffer.from('<meta charset="windows-1252">'), german]), "text/html"],
  [
    "the page, in the old way",
    Buffer.concat([Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=latin1">'), german]),
    "text/html",
  ],
  ["its byte order mark, whatever the header", Buffer.from("\uFEFF<p>Größe der Öffnung</p>"), "text/html; charset=latin1"],
  ["nobody", Buffer.from("<p>Größe der Öffnung</p>"), "text/html"],
])("the encoding is what %s says", (_name, bytes, contentType) => {
  expect(read(bytes, contentType).text).toBe("Größe der Öffnung");
});

const answers = (panel: (number: number) => string) => around(`<main><h1>Help</h1>${[1, 2, 3, 4].map(panel).join("")}</main>`);

test.each([
  [
    "buttons in headings",
    (n: number) =>
      `<div><h2><button aria-expanded="false" data-bs-toggle="collapse" data-bs-target="#a${n}">Question ${n}?</button></h2><div id="a${n}" class="collapse"><p>Answer ${n} is here.</p></div></div>`,
  ],
  [
    "buttons that open hidden parts",
    (n: number) =>
      `<div><button aria-controls="a${n}" aria-expanded="false">Is this question ${n}?</button><div id="a${n}" hidden aria-hidden="true"><p>Answer ${n} is here.</p></div></div>`,
  ],
  [
    "headings that open what is not displayed",
    (n: number) =>
      `<h3 data-toggle="collapse" data-target="#a${n}">Question ${n}?</h3><div id="a${n}" style="color: red; display: none"><p>Answer ${n} is here.</p></div>`,
  ],
  [
    "tabs",
    (n: number) =>
      `<a role="tab" aria-controls="a${n}">Question ${n}?</a><div role="tabpanel" id="a${n}" ${n > 1 ? "hidden" : ""}><p>Answer ${n} is here.</p></div>`,
  ],
])("what opens on a click is read with the question that opens it: %s", (_what, panel) => {
  const { text } = read(answers(panel));
  for (const number of [1, 2, 3, 4]) expect(text).toMatch(new RegExp(`uestion ${number}\\?[^]*Answer ${number} is here`));
  expect(text).not.toMatch(noise);
});

test("menus and dialogs that open stay unread, and buttons that ask nothing", () => {
  const menu =
    '<button aria-expanded="false" aria-controls="m">Menu</button><ul id="m" hidden><li><a href="/1">Menu one</a><li><a href="/2">Menu two</a></ul>';
  const dialog =
    '<button data-bs-target="#d" aria-expanded="false">Please open our newsletter dialog</button><div id="d" role="dialog" style="display:none">Dialog words</div>';
  const { text } = read(around(`${menu}<main><h1>Help</h1><p>The shop opens at nine.</p><button>Add to basket</button></main>${dialog}`));
  expect(text).toContain("The shop opens at nine.");
  expect(text).not.toMatch(/Menu (?:one|two)|Dialog words|basket/);
});

test("a page whose elements are in one another without end is read by its words, and its noindex counts", () => {
  const { text, page } = read(
    `<html><head><meta name="robots" content="noindex"></head><body>${"<label>".repeat(5_000)}The shop opens at nine.</body></html>`,
  );
  expect(text).toContain("The shop opens at nine.");
  expect(page.noindex).toBe(true);
});
