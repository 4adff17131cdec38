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
    "a link, and nothing hidden",
    '{\\rtf1{\\field{\\*\\fldinst HYPERLINK "https://shop.example/o"}{\\fldrslt Order}} now. {\\v secret}{\\*\\generator secret;}{\\header secret}\\par}',
    ["Order (https://shop.example/o) now."],
    ["secret"],
  ],
])("RTF is read with %s, also under another name", async (_what, rtf, holds, lacks = []) => {
  for (const kind of ["rtf", "text"] as const) {
    const { text } = await readFile(kind, rtf);
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
