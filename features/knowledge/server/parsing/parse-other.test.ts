import { expect, test } from "vitest";
import { readFile } from "#testing/read-file.ts";

test.each<[what: string, rtf: string, holds: (string | RegExp)[], lacks?: (string | RegExp)[]]>([
  [
    "letters of a page and of Unicode",
    "{\\rtf1\\ansi\\ansicpg1252 Gr\\'f6\\'dfe \\u1094?\\u1077?\\u1085?\\u1072? \\ldblquote ok\\rdblquote\\par}",
    ["Größe цена “ok”"],
  ],
  [
    "the page of a font",
    "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}\\f1 \\'e2\\'ee\\'e7\\'e2\\'f0\\'e0\\'f2\\par}",
    ["возврат"],
    ["Arial"],
  ],
  [
    "a table",
    "{\\rtf1\\trowd\\cellx1\\cellx2\\cellx3\\intbl Plan\\cell Month\\cell Year\\cell\\row\\trowd\\intbl Basic\\cell 10\\cell 100\\cell\\row\\pard After.\\par}",
    ["Plan: Basic; Month: 10; Year: 100", "After."],
  ],
  [
    "the page of a font within its group alone, and of the usual font",
    "{\\rtf1\\ansi\\deff2{\\fonttbl{\\f0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset238 C;}}\\'b3\\'f3d {\\f1 \\'e4\\'e0} \\f1\\'ed\\'e5\\'f2\\plain  \\'b3a\\par}",
    ["łód да нет ła"],
  ],
  [
    "a table in a cell, and cells that continue others",
    "{\\rtf1\\trowd\\clvmgf\\cellx1\\cellx2\\cellx3\\intbl Monday\\cell 9\\cell\\pard\\intbl\\itap2 Deep\\nestcell 12 EUR\\nestcell{\\*\\nesttableprops\\trowd\\cellx1\\cellx2\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1 tail\\cell\\row\\trowd\\clvmrg\\cellx1\\cellx2\\cellx3\\intbl\\cell 10\\cell 11\\cell\\row\\pard After.\\par}",
    [/Monday\W+9\W+Deep\W+12 EUR\W+tail/, /Monday\W+10\W+11/, "After."],
  ],
  [
    "a note where it is referred to, and text that is written twice",
    "{\\rtf1 Thirty days{\\footnote \\pard\\plain Working days.} and {\\upr{Koln}{\\*\\ud{K\\u246\\'f6ln}}} only.\\par}",
    ["Thirty days [Working days.] and Köln only."],
    ["Koln"],
  ],
  ["a picture in bytes", "{\\rtf1{\\pict\\bin4 {\\}x}Text.\\par}", ["Text."], ["x}"]],
  [
    "a link whose address is in a group of its own",
    '{\\rtf1{\\field{\\*\\fldinst {\\f1 HYPER}{LINK "https://shop.example/p"}}{\\fldrslt {Pay}}}, {\\field{\\*\\fldinst PAGE}{\\fldrslt 5}}\\par}',
    ["Pay (https://shop.example/p), 5"],
    ["5 ("],
  ],
  [
    "a link, and nothing hidden",
    '{\\rtf1{\\field{\\*\\fldinst HYPERLINK "https://shop.example/o"}{\\fldrslt Order}} now. {\\v secret}{\\*\\generator secret;}{\\header secret}\\par}',
    ["Order (https://shop.example/o) now."],
    ["secret"],
  ],
])("RTF is read with %s, also under another name", async (_what, rtf, holds, lacks = []) => {
  for (const kind of ["rtf", "text"] as const) {
    const { text, warnings } = await readFile(kind, rtf);
    expect(warnings).toEqual([]);
    for (const held of holds) expect(text).toMatch(held);
    for (const lacking of lacks) expect(text).not.toMatch(lacking);
  }
});

test("a mail says who wrote to whom, and its text in the encoding of each part", async () => {
  const mail = [
    "From: =?utf-8?q?J=C3=B6rg?= <joerg@shop.example>",
    "To: Ann <ann@example.com>",
    "Subject: =?iso-8859-1?q?R=FCckgabe?=",
    "Date: Mon, 5 Jan 2026 10:00:00 +0000",
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/html; charset=iso-8859-1",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    '<p>Gr=F6=DFe: <a href=3D"https://shop.example/y">hier</a></p>',
    "--b",
    'Content-Type: application/pdf; name="terms.pdf"',
    'Content-Disposition: attachment; filename="terms.pdf"',
    "Content-Transfer-Encoding: base64",
    "",
    "AAAA",
    "--b--",
    "",
  ].join("\r\n");
  expect(await readFile("eml", mail)).toMatchObject({
    title: "Rückgabe",
    text: "From: Jörg <joerg@shop.example>\nTo: Ann <ann@example.com>\nDate: 2026-01-05 10:00\nAttachments: terms.pdf\n\nGröße: hier (https://shop.example/y)",
  });
});

test("what is no mail or no RTF says so", async () => {
  await expect(readFile("rtf", "plain words")).rejects.toMatchObject({ code: "wrong_type" });
});

test("a mail in UTF-8 that is not packed is read without a warning", async () => {
  const mail = "From: a@shop.example\r\nSubject: Hi\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrüße, Привет, “ok”\r\n";
  expect(await readFile("eml", mail)).toMatchObject({ text: expect.stringContaining("Grüße, Привет, “ok”"), warnings: [] });
});
