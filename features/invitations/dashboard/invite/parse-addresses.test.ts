import fc from "fast-check";
import { expect, test } from "vitest";
import { checkAddress, parseAddresses } from "./parse-addresses.ts";

const right = (text: string) => parseAddresses(text).map((address) => (address.error === null ? address.text : `wrong: ${address.text}`));

test.each([
  ["one", "ann@example.com", ["ann@example.com"]],
  ["commas", "ann@example.com, ben@example.com,cleo@example.com", ["ann@example.com", "ben@example.com", "cleo@example.com"]],
  ["semicolons", "ann@example.com; ben@example.com;", ["ann@example.com", "ben@example.com"]],
  ["spaces", "ann@example.com  ben@example.com", ["ann@example.com", "ben@example.com"]],
  [
    "lines of every system",
    "ann@example.com\r\nben@example.com\ncleo@example.com\r",
    ["ann@example.com", "ben@example.com", "cleo@example.com"],
  ],
  [
    "cells of a spreadsheet",
    "Ann\tann@example.com\nBen\tben@example.com",
    ["wrong: Ann", "ann@example.com", "wrong: Ben", "ben@example.com"],
  ],
  ["a name", "Ann Example <ann@example.com>", ["ann@example.com"]],
  ["names in a row", "Ann <ann@example.com>, Ben <ben@example.com>", ["ann@example.com", "ben@example.com"]],
  ["names without anything between", "Ann <ann@example.com> Ben <ben@example.com>", ["ann@example.com", "ben@example.com"]],
  ["a quoted name with a comma", '"Example, Ann" <ann@example.com>, ben@example.com', ["ann@example.com", "ben@example.com"]],
  ["a quoted name with a quote and a semicolon", '"Ann \\"A;\\" Example" <ann@example.com>', ["ann@example.com"]],
  [
    "a name with a comma and no quotes",
    "Example, Ann <ann@example.com>; Young, Ben <ben@example.com>",
    ["ann@example.com", "ben@example.com"],
  ],
  ["such names in a row", "Example, Ann <ann@example.com>, Young, Ben <ben@example.com>", ["ann@example.com", "ben@example.com"]],
  ["an address as the name of itself", "ann@example.com <ann@example.com>", ["ann@example.com"]],
  ["a name without brackets", "Ann Example ann@example.com", ["ann@example.com"]],
  ["an international domain", "ann@exämple.com", ["ann@xn--exmple-cua.com"]],
  ["brackets alone", "<ann@example.com>,<ben@example.com>", ["ann@example.com", "ben@example.com"]],
  ["quotes around addresses", `"ann@example.com", 'ben@example.com'`, ["ann@example.com", "ben@example.com"]],
  ["a comment", "ann@example.com (Ann, of Sales)", ["ann@example.com", "wrong: of Sales"]],
  ["links", "mailto:ann@example.com?subject=Hi&cc=x, <mailto:ben%2Btag@example.com>", ["ann@example.com", "ben+tag@example.com"]],
  ["a link to two", "mailto:ann@example.com,ben@example.com?subject=Hi", ["ann@example.com", "ben@example.com"]],
  ["a link that is broken", "mailto:ann%zz@example.com", ["wrong: ann%zz@example.com"]],
  ["the end of a sentence", "Ask ann@example.com.", ["ann@example.com"]],
  ["capitals", "Ann@Example.COM", ["ann@example.com"]],
  ["invisible characters", "\uFEFFann\u200B@example.com\u00A0", ["ann@example.com"]],
  ["the same twice", "ann@example.com ANN@example.com", ["ann@example.com", "ann@example.com"]],
  ["a quote that nobody closes", '"Ann <ann@example.com>, ben@example.com', ["ann@example.com", "ben@example.com"]],
  ["nothing", " ,;\n\t,, ", []],
])("reads %s", (_name, text, expected) => {
  expect(right(text)).toEqual(expected);
});

test.each([
  ["ann", "There is no @ in it."],
  ["ann example", "There is no @ in it."],
  ["<ann>", "There is no @ in it."],
  ["ann@", "The part after the @ is missing."],
  ["@example.com", "The part before the @ is missing."],
  ["ann@@example.com", "It holds more than one @."],
  ["ann @ example.com", "An address holds no spaces."],
  ["ann..b@example.com", "Two dots follow each other."],
  ["ann@example", "The part after the @ needs an ending, such as .com."],
  ["änn@example.com", "“ä” cannot stand in an address here."],
  ["ann!@example.com", "“!” cannot stand in an address here."],
  ["ann@-example.com", "This is not a complete address."],
])("keeps %j and says what is wrong with it", (text, error) => {
  expect(parseAddresses(text).map((address) => address.error)).toEqual([error]);
});

test("an address with a mistake beside right ones is kept as it stands", () => {
  expect(right("ben.example.com ann@example.com")).toEqual(["wrong: ben.example.com", "ann@example.com"]);
  expect(right("ann@example.com, ben.example.com, Cleo <cleo@example.com>")).toEqual([
    "ann@example.com",
    "wrong: ben.example.com",
    "cleo@example.com",
  ]);
});

const local = fc.stringMatching(/^[a-z0-9](?:[a-z0-9_+-]{0,8}[a-z0-9])?(?:\.[a-z0-9]{1,5})?$/);
const address = fc.tuple(local, fc.stringMatching(/^(?:[a-z]{1,8}\.){1,2}[a-z]{2,4}$/)).map(([name, domain]) => `${name}@${domain}`);
const words = fc.stringMatching(/^[A-Za-zÄéß]{1,6}(?: [A-Za-z.]{1,6})?$/);
const styles: ((address: string, name: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => `<${text}>`,
  (text) => `mailto:${text}`,
  (text, name) => `${name} <${text}>`,
  (text, name) => `"${name}, ${name}; ${name}" <${text}>`,
  (text, name) => `  ${name}   <mailto:${text}?subject=${encodeURIComponent(name)}>  `,
];
const written = fc.record({ address, name: words, style: fc.constantFrom(...styles) });

test("whatever way addresses are written and parted, the same come out in the same order", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(written, fc.constantFrom(",", ", ", ";", "; ", "\n", "\r\n", "\t", ",\n"))), (list) => {
      const text = list.map(([{ address: of, name, style }, separator]) => `${style(of, name)}${separator}`).join("");
      expect(parseAddresses(text)).toEqual(list.map(([{ address: of }]) => ({ text: of, error: null })));
    }),
  );
});

test("what was read is read again as the same, right or wrong, and no text is too strange", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      for (const one of parseAddresses(text)) {
        expect(one.text).not.toBe("");
        if (one.error === null) expect(parseAddresses(one.text)).toEqual([one]);
        expect(checkAddress(one.text).error === null).toBe(one.error === null);
      }
    }),
  );
});

test("what is no list of addresses at all is read as well", () => {
  expect(parseAddresses("x".repeat(1_000_000)).map(({ error }) => error)).toEqual(["This is too long for an address."]);
  expect(parseAddresses("<".repeat(10_000)).length).toBe(1);
  expect(parseAddresses("ann@example.com,".repeat(5_000)).length).toBe(5_000);
});
