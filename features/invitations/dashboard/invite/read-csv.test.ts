import { expect, test } from "vitest";
import { decodeText } from "#platform/text/decode-text.ts";
import { readCsv } from "./read-csv.ts";

const found = (text: string) => {
  const { addresses, ...rest } = readCsv(text);
  return { addresses: addresses.map((address) => address.text), ...rest };
};

test.each([
  ["a head", "Name,Email\nAnn,ann@example.com\nBen,ben@example.com", "Email"],
  ["semicolons, as Excel writes them", "Name;E-Mail\r\nAnn;ann@example.com\r\nBen;ben@example.com\r\n", "E-Mail"],
  ["tabs", "Name\tE-mail 1 - Value\nAnn\tann@example.com\nBen\tben@example.com", "E-mail 1 - Value"],
  ["a byte order mark", "\uFEFFemail,name\nann@example.com,Ann\nben@example.com,Ben", "email"],
  ["a head that says something else", "Who,Contact\nAnn,ann@example.com\nBen,ben@example.com", "Contact"],
  ["a fuller column that is not named", "Manager,Email\nx@example.org,ann@example.com\ny@example.org,ben@example.com", "Email"],
  ["a named column that is empty", "Email,Contact\n,ann@example.com\n,ben@example.com", "Contact"],
  ["no head", "Ann,ann@example.com\nBen,ben@example.com", null],
  ["one column", "ann@example.com\nben@example.com\n", null],
  ["names in the cells", 'Email\n"Ann, of Sales <ann@example.com>"\nBen <ben@example.com>', "Email"],
  ["one line", "ann@example.com, ben@example.com", null],
])("the addresses of a file with %s are found", (_name, text, column) => {
  expect(found(text)).toEqual({ addresses: ["ann@example.com", "ben@example.com"], column, linesWithout: [] });
});

test("lines without an address are told by their numbers, empty lines are none", () => {
  expect(found('Name,Note,Email\nAnn,"two\nlines",ann@example.com\nBen,,\n\nCleo,,none\nDora,,dora@example.com')).toEqual({
    addresses: ["ann@example.com", "dora@example.com"],
    column: "Email",
    linesWithout: [4, 6],
  });
});

test("a wrong address is kept with what is wrong", () => {
  expect(readCsv("Email\nann@example\nben@example.com").addresses).toEqual([
    { text: "ann@example", error: "The part after the @ needs an ending, such as .com." },
    { text: "ben@example.com", error: null },
  ]);
});

test("a file without any address says so by all of its lines", () => {
  expect(found("Name,Email\nAnn,\nBen,")).toEqual({ addresses: [], column: "Email", linesWithout: [2, 3] });
  expect(found("")).toEqual({ addresses: [], column: null, linesWithout: [] });
});

test.each([
  ["Windows", [0xc4, 0x6e, 0x6e, 0x20, 0x47, 0x72, 0xf6, 0xdf, 0x65]],
  ["UTF-8", [...new TextEncoder().encode("Änn Größe")]],
  ["a Mac", [0x80, 0x6e, 0x6e, 0x20, 0x47, 0x72, 0x9a, 0xa7, 0x65]],
])("names are read in the encoding that %s writes", (_name, bytes) => {
  const text = decodeText(Uint8Array.from([...new TextEncoder().encode("Email;Name\nann@example.com;"), ...bytes]));
  expect(text).toBe("Email;Name\nann@example.com;Änn Größe");
});
