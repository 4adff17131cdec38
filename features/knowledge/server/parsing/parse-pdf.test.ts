import { expect, test } from "vitest";
import { drawPdf, show, utf16, type PdfFont, type PdfPage } from "#testing/pdf-pages.ts";
import { parseFile } from "./parse-file.ts";

/** Everything that a search finds, as somebody reads it. */
async function read(pages: PdfPage[], fonts: Record<string, PdfFont> = {}, info = ""): Promise<string> {
  const { passages } = await parseFile("pdf", drawPdf(pages, { fonts, info }), () => {});
  return passages.map(({ headings, text }) => [...headings, text].join("\n")).join("\n");
}

const lines = (texts: string[], x: number, y: number, leading = 14) =>
  texts.map((text, index) => show(text, x, y - index * leading)).join("\n");
const text = lines(
  [
    "Parcels leave our warehouse on the day of the order and arrive",
    "two days later, at no cost from fifty euros on, which holds",
    "for every country of the union and for Norway.",
  ],
  72,
  600,
);

test.each([
  ["Japan1", "UniJIS-UTF16-H", "営業時間は九時から", utf16],
  ["Japan1", "90ms-RKSJ-H", "返品", () => "95D4956900".slice(0, 8)],
  ["GB1", "GBK-EUC-H", "退货", () => "CDCBBBF5"],
  ["CNS1", "UniCNS-UCS2-H", "退貨期限為三十天", utf16],
  ["CNS1", "ETen-B5-H", "退貨", () => "B068B366"],
  ["Korea1", "UniKS-UCS2-H", "영업시간은아홉시부터", utf16],
  ["Korea1", "KSCms-UHC-H", "영업", () => "BFB5BEF7"],
] as const)("text in the collection %s by %s is read, whose font and map are not in the file", async (collection, encoding, said, code) => {
  expect(await read([{ content: show(`<${code(said)}>`, 72, 700, { font: "C1" }) }], { C1: { collection, encoding } })).toContain(said);
});

/** A font whose letters are Hebrew, to be drawn from the left as typesetters do. */
const hebrew: PdfFont = {
  characters: Object.fromEntries(
    [..."אבגדהוזחטיכלמנסעפצקרשתםןךףץ"]
      .map((letter, index) => [String.fromCharCode(index < 26 ? 65 + index : 91 + index - 26), letter])
      .concat(
        [..." .@0123456789:"].map((one) => [one, one]),
        [..."abcdefghijklmnopqrstuvwxyz"].map((one) => [one, one]),
      ),
  ),
};
const drawHebrew = (visual: string) =>
  [...visual].map((letter) => Object.entries(hebrew.characters).find(([, meant]) => meant === letter)?.[0] ?? letter).join("");

test.each([
  ["a sentence with a number and an address", "החנות סגורה מ 10:30 כתבו אל info@shop.example בבוקר"],
  ["a price", "המחיר 1250.50 שקלים"],
])("text that runs to the left is read from the right: %s", async (_what, said) => {
  expect(await read([{ content: show(drawHebrew(visualOf(said)), 72, 700, { font: "H1" }) }], { H1: hebrew })).toContain(said);
});

/** As a typesetter draws it: from the left, with Latin words and numbers the right way round. */
function visualOf(said: string): string {
  return said
    .split(" ")
    .toReversed()
    .map((word) => (/[\u05D0-\u05EA]/.test(word) ? [...word].toReversed().join("") : word))
    .join(" ");
}

test("a glyph that means several letters keeps their order in text that runs to the left", async () => {
  const arabic: PdfFont = { characters: { A: "س", B: "لا", C: "م", D: " ", E: "\uFEFB" } };
  expect(await read([{ content: show("CBADCEA", 72, 700, { font: "A1" }) }], { A1: arabic })).toContain("سلام سلام");
});

test.each([
  ["by the distance between letters", show("Returns within thirty days.", 72, 700, { before: "6 Tc 4 Tw" })],
  [
    "by the kerning of each pair",
    `BT /F1 11 Tf 72 700 Td [${[..."Returns within thirty days."].map((one) => `(${one}) ${one === " " ? -500 : -350}`).join(" ")}] TJ ET`,
  ],
  ["by placing each letter", placed("Returns within thirty days.", 12, 22)],
  ["by spaces", show([..."Returns within thirty days."].map((one) => (one === " " ? "   " : `${one} `)).join(""), 72, 700)],
])("letters that are spaced out %s are words again", async (_how, content) => {
  expect(await read([{ content }])).toContain("Returns within thirty days.");
});

function placed(words: string, letter: number, space: number): string {
  let x = 72;
  return [...words]
    .map((one) => {
      const drawn = one === " " ? "" : show(one, x, 700);
      x += one === " " ? space - letter : letter;
      return drawn;
    })
    .join("\n");
}

test.each([
  [90, "0 1 -1 0", (u: number, v: number) => [595 - v, u] as const],
  [180, "-1 0 0 -1", (u: number, v: number) => [595 - u, 842 - v] as const],
  [270, "0 -1 1 0", (u: number, v: number) => [v, 842 - u] as const],
])("a page that is turned by %i degrees is read as it is seen, its table by rows", async (rotate, matrix, at) => {
  const cells = [
    ["Article", "Price", "Stock"],
    ["Lamp", "12 EUR", "4"],
    ["Desk", "120 EUR", "1"],
  ];
  const content = cells
    .flatMap((row, line) => row.map((cell, column) => show(cell, ...at(80 + column * 150, 500 - line * 20), { matrix })))
    .join("\n");
  const said = await read([{ content, rotate }]);
  expect(said).toContain("Article: Lamp; Price: 12 EUR; Stock: 4");
  expect(said).toContain("Article: Desk; Price: 120 EUR; Stock: 1");
});

test("a table that lies on its side is read by rows, beside the text of its page", async () => {
  const cells = [
    ["Size", "Weight"],
    ["Small", "2 kg"],
    ["Large", "9 kg"],
  ];
  const content = cells
    .flatMap((row, line) => row.map((cell, column) => show(cell, 300 + line * 20, 100 + column * 120, { matrix: "0 1 -1 0" })))
    .join("\n");
  const said = await read([{ content: `${text}\n${content}` }]);
  expect(said).toContain("Size: Small; Weight: 2 kg");
  expect(said).toContain("the day of the order and arrive two days later");
});

test("values of fields follow their labels, and notes are read where they were left", async () => {
  const field = (rest: string, rectangle: string) => `/Subtype /Widget /F 4 /Rect [${rectangle}] /DA (/F1 11 Tf 0 g) ${rest}`;
  const said = await read([
    {
      content: [
        show("Name:", 72, 700),
        show("Country:", 72, 670),
        show("Express", 100, 640),
        show("Gift", 100, 610),
        show("Password:", 72, 580),
        text.replaceAll("600", "500"),
      ].join("\n"),
      annotations: [
        field("/FT /Tx /T (name) /V (Ada Lovelace)", "140 695 300 712"),
        field("/FT /Ch /Ff 131072 /T (country) /Opt [[(NO) (Norway)] [(SE) (Sweden)]] /V (NO)", "140 665 300 682"),
        field("/FT /Btn /T (express) /V /Yes /AS /Yes /AP << /N << /Yes 3 0 R /Off 3 0 R >> >>", "72 636 90 652"),
        field("/FT /Btn /T (gift) /V /Off /AS /Off /AP << /N << /Yes 3 0 R /Off 3 0 R >> >>", "72 606 90 622"),
        field("/FT /Tx /Ff 8192 /T (password) /V (topsecret)", "140 575 300 592"),
        "/Subtype /Text /Contents (Ask at the desk for the key) /Rect [400 695 420 715]",
        "/Subtype /Highlight /Contents (Valid since May) /QuadPoints [72 510 200 510 72 500 200 500] /Rect [72 500 200 510]",
        "/Subtype /Text /F 2 /Contents (hidden remark) /Rect [400 595 420 615]",
        "/Subtype /Popup /Contents (Ask at the desk for the key) /Rect [420 695 520 715]",
      ],
    },
  ]);
  for (const part of [/Name: Ada Lovelace/, /Country: Norway/, /☑ Express/, /☐ Gift/, /Ask at the desk for the key/, /Valid since May/])
    expect(said).toMatch(part);
  expect(said).not.toMatch(/topsecret|hidden remark/);
  expect(said.match(/Ask at the desk/g)).toHaveLength(1);
});

test.each([
  ["across it", show("CONFIDENTIAL", 150, 300, { size: 70, matrix: "0.7 0.7 -0.7 0.7" })],
  ["behind its text", show("CONFIDENTIAL", 60, 570, { size: 80, font: "F2", before: "0.9 g" })],
  [
    "letter by letter across it",
    [..."CONFIDENTIAL"]
      .map((one, index) => show(one, 120 + index * 30, 250 + index * 40, { size: 60, matrix: "0.6 0.8 -0.8 0.6" }))
      .join("\n"),
  ],
  [
    "as the file says itself",
    `/Artifact << /Type /Pagination /Subtype /Watermark >> BDC\n${show("CONFIDENTIAL", 72, 620, { size: 11 })}\nEMC`,
  ],
])("what is printed on a page %s is left out, and the text under it is whole", async (_how, mark) => {
  const said = await read([{ content: `${mark}\n${text}` }]);
  expect(said).not.toMatch(/CONF/);
  expect(said).toContain("Parcels leave our warehouse on the day of the order and arrive two days later, at no cost from fifty euros on");
});

const left = [
  "Our shop opens at nine in the morning",
  "and closes at five in the evening on all",
  "working days, and on Saturdays it is",
  "open until noon for those who collect.",
];
const right = [
  "Returned goods are taken back within",
  "thirty days if they were not used and",
  "come in their own box, with the slip",
  "that was laid into the parcel by us.",
];
test.each([
  ["one after the other", `${lines(left, 60, 700)}\n${lines(right, 320, 700)}`],
  [
    "line by line across the page",
    left.flatMap((line, index) => [show(line, 60, 700 - index * 14), show(right[index]!, 320, 700 - index * 14)]).join("\n"),
  ],
  [
    "from the bottom",
    [...left, ...right]
      .map((line, index) => show(line, index < 4 ? 60 : 320, 700 - (index % 4) * 14))
      .toReversed()
      .join("\n"),
  ],
])("columns that are drawn %s are read one after the other", async (_how, content) => {
  const said = (await read([{ content: `${show("Hours and returns", 60, 740, { size: 18 })}\n${content}` }])).replace(/\s+/g, " ");
  expect(said).toContain(left.join(" "));
  expect(said).toContain(right.join(" "));
});

const rows = [
  ["Plan", "Price", "Seats"],
  ["Basic", "10 EUR", "3"],
  ["Team", "25 EUR", "12"],
  ["Business", "90 EUR", "50"],
];
const said = ["Plan: Basic; Price: 10 EUR; Seats: 3", "Plan: Team; Price: 25 EUR; Seats: 12", "Plan: Business; Price: 90 EUR; Seats: 50"];
const cell = (value: string, row: number, column: number) => show(value, 72 + column * 120, 700 - row * 18);
test.each([
  ["row by row", rows.flatMap((row, index) => row.map((value, column) => cell(value, index, column))).join("\n")],
  ["column by column", [0, 1, 2].flatMap((column) => rows.map((row, index) => cell(row[column]!, index, column))).join("\n")],
  ["in any order", [2, 0, 3, 1].flatMap((index) => [1, 2, 0].map((column) => cell(rows[index]![column]!, index, column))).join("\n")],
])("the rows of a table that is drawn %s carry the names of their columns", async (_how, content) => {
  const found = await read([{ content: `${content}\n${text}` }]);
  for (const row of said) expect(found).toContain(row);
});

const wrapped = [
  ["Plan", "What it holds", "Price"],
  ["Basic", "Three seats and|one agent", "10 EUR"],
  ["Team", "Twelve seats, five|agents and a log", "25 EUR"],
];
const grid = [60, 180, 400, 500].map((x) => `${x} 600 m ${x} 720 l S`).concat([720, 690, 645, 600].map((y) => `60 ${y} m 500 ${y} l S`));
const boxes = [690, 645, 600].flatMap((y, row) =>
  [60, 180, 400].map((x, column) => `${x} ${y} ${[120, 220, 100][column]} ${[30, 45, 45][row]} re S`),
);
test.each([
  ["drawn lines around it", grid.join("\n")],
  ["a frame of its own", boxes.join("\n")],
  ["nothing around it", ""],
])("a cell of several lines with %s is one", async (_what, drawn) => {
  const content = wrapped.flatMap((row, index) =>
    row.flatMap((value, column) =>
      value.split("|").map((part, line) => show(part, [66, 186, 406][column]!, [700, 672, 628][index]! - line * 13)),
    ),
  );
  const found = await read([{ content: `${drawn}\n${content.join("\n")}` }]);
  expect(found).toContain("Plan: Basic; What it holds: Three seats and one agent; Price: 10 EUR");
  expect(found).toContain("Plan: Team; What it holds: Twelve seats, five agents and a log; Price: 25 EUR");
});

test("facts in two columns without names are read as pairs", async () => {
  const facts = [
    ["Phone", "+49 30 1234567"],
    ["Email", "help@shop.example"],
    ["Hours", "Nine to five"],
  ];
  const content = facts
    .flatMap(([name, value], index) => [show(name!, 72, 700 - index * 16), show(value!, 200, 700 - index * 16)])
    .join("\n");
  const found = await read([{ content: `${content}\n${text}` }]);
  for (const [name, value] of facts) expect(found).toContain(`${name}: ${value}`);
});

test("what is in the margins of every page is left out, and so are page numbers", async () => {
  const pages = ["Delivery", "Returns", "Payment", "Warranty"].map((topic, index) => ({
    content: [
      show("Terms of the Lamp Shop, May", 72, 810, { size: 8 }),
      lines(
        Array.from({ length: 8 }, (_, line) => `${topic} is described here in sentence ${line}.`),
        72,
        700,
      ),
      show(`Page ${index + 1} of 4`, 280, 30, { size: 8 }),
    ].join("\n"),
  }));
  const found = await read(pages);
  expect(found).not.toMatch(/Lamp Shop|Page \d/);
  for (const topic of ["Delivery", "Returns", "Payment", "Warranty"]) expect(found).toContain(`${topic} is described here in sentence 7.`);
});

test("a word that was cut at the end of a line is whole, and ligatures are letters", async () => {
  const font: PdfFont = {
    characters: { A: "ﬁ", B: "ﬂ", ...Object.fromEntries([..."abcdefghijklmnopqrstuvwxyz .-"].map((one) => [one, one])) },
  };
  const content = ["our oAce has a ware-", "house on the second Boor and", "ships from there each day."]
    .map((line, index) => show(line, 72, 700 - index * 14, { font: "L1" }))
    .join("\n");
  expect(await read([{ content }], { L1: font })).toContain("our ofice has a warehouse on the second floor and ships from there each day.");
});

test("text that was recognized under a scanned page is read", async () => {
  const content = `q 595 0 0 842 0 0 cm /Im1 Do Q\n${show("Opening hours are nine to five.", 72, 700, { before: "3 Tr" })}`;
  expect(await read([{ content, images: ["Im1"] }])).toContain("Opening hours are nine to five.");
});

test("what lies beyond the edge of the page is not read", async () => {
  expect(
    await read([{ content: `${text}\n${show("printer's note", 700, 600)}`, crop: [0, 0, 595, 842], box: [0, 0, 900, 900] }]),
  ).not.toContain("printer");
});

test("the address of a link follows the words that lead there, once, even where they take two lines", async () => {
  const link = (rectangle: string, address: string) => `/Subtype /Link /Rect [${rectangle}] /A << /S /URI /URI (${address}) >>`;
  const content = [
    show("Order your lamps in our", 72, 700),
    show("new shop for lamps today.", 72, 686),
    show("Or write to help@shop.example instead of calling us.", 72, 660),
  ].join("\n");
  const annotations = [
    link("150 696 200 712", "https://shop.example/order?a=1"),
    link("72 682 122 696", "https://shop.example/order?a=1"),
    link("120 656 215 672", "mailto:help@shop.example"),
    link("250 656 300 672", "javascript:alert\\(1\\)"),
  ];
  const found = await read([{ content, annotations }]);
  expect(found.match(/https:\/\/shop\.example\/order\?a=1/g)).toHaveLength(1);
  expect(found).toContain("(https://shop.example/order?a=1)");
  expect(found).toContain("Or write to help@shop.example instead");
  expect(found).not.toContain("javascript");
});

const delivery = [
  "Parcels take two days to all places of the country and",
  "three to islands, where they wait at the harbour for those",
  "who come and fetch them until the evening of the day.",
];
const returns = [
  "You have thirty days to send back what you do not like,",
  "in its box and with the slip that we laid into the parcel,",
  "and your money is with you within a week of that day.",
];
test("headings are told by their size and by their weight", async () => {
  const content = [
    show("Lamp Shop", 72, 780, { size: 22 }),
    show("Delivery", 72, 740, { font: "F2" }),
    lines(delivery, 72, 724),
    show("Returns", 72, 670, { font: "F2" }),
    lines(returns, 72, 654),
  ].join("\n");
  const { passages } = await parseFile("pdf", drawPdf([{ content }]), () => {});
  expect(passages.map(({ headings, text: body }) => [headings.at(-1), body])).toEqual([
    ["Delivery", delivery.join(" ")],
    ["Returns", returns.join(" ")],
  ]);
});

test("a line that is set in several fonts belongs to its paragraph, whichever of them it has most of", async () => {
  const content = [
    show("An order is sent on the day on which it is paid for, and", 72, 724),
    `${show("ORDER_NOT_PAID_YET says that", 72, 710, { font: "F2" })}\n${show("it waits, as", 262, 710)}`,
    show("every order does that was made at night or on a Sunday.", 72, 696),
  ].join("\n");
  expect(await read([{ content }])).toContain("it is paid for, and ORDER_NOT_PAID_YET says that it waits, as every order does");
});

test("a font that does not say which characters it shows is a warning with its pages, whatever its share", async () => {
  const known = lines(
    Array.from({ length: 40 }, (_, line) => `Sentence ${line} of the terms of our shop says something.`),
    72,
    780,
  );
  const bytes = drawPdf([{ content: known }, { content: `${known}\n${show("<00010004>", 72, 100, { font: "N1" })}` }], {
    fonts: { N1: { collection: "Identity", encoding: "Identity-H" } },
  });
  const { warnings } = await parseFile("pdf", bytes, () => {});
  expect(warnings).toEqual([
    "The font “Own” does not say which characters it shows, so text on page 2 could not be read. Save the file as PDF again from its original.",
  ]);
});

test("a file of such fonts alone, and a scan, say what they are", async () => {
  const fonts: Record<string, PdfFont> = { N1: { collection: "Identity", encoding: "Identity-H" } };
  const unknown = drawPdf([{ content: show("<00010004000500060007>", 72, 700, { font: "N1" }) }], { fonts });
  await expect(parseFile("pdf", unknown, () => {})).rejects.toMatchObject({ code: "unknown_characters" });
  const uncounted: Record<string, PdfFont> = { V1: { collection: "Japan1", encoding: "UniJIS-UCS2-V" } };
  const vertical = drawPdf([{ content: show(`<${utf16("営業時間")}>`, 300, 700, { font: "V1" }) }], { fonts: uncounted });
  await expect(parseFile("pdf", vertical, () => {})).rejects.toMatchObject({ code: "unknown_characters" });
  const picture = { content: "q 595 0 0 842 0 0 cm /Im1 Do Q", images: ["Im1"] };
  await expect(parseFile("pdf", drawPdf([picture, picture]), () => {})).rejects.toMatchObject({ code: "scan" });
  const blank = { content: show("   ", 72, 700) };
  const { warnings } = await parseFile("pdf", drawPdf([{ content: text }, picture, picture, blank]), () => {});
  expect(warnings).toEqual(["Pages 2–3 are pictures without text. Run text recognition (OCR) on the file to have them read."]);
});
