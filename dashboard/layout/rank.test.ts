import { expect, test } from "vitest";
import { rank } from "./rank.ts";

const names = ["Team Members", "Beta Members", "Müller & Söhne", "remember.example", "Acme", "Acme Labs", "東京支店"];
const find = (typed: string) => rank(names, typed, (name) => name);

test("without words everything is there, in its order", () => {
  expect(find("  ")).toEqual(names);
});

test("what begins with the words comes first, then words that begin so, then what holds them", () => {
  expect(find("member")).toEqual(["Team Members", "Beta Members", "remember.example"]);
  expect(find("acme labs")).toEqual(["Acme Labs"]);
  expect(find("ACME")).toEqual(["Acme", "Acme Labs"]);
  expect(rank(["Big lab", "A slab", "Labs"], "lab", (name) => name)).toEqual(["Labs", "Big lab", "A slab"]);
});

test("letters that stand apart find nothing", () => {
  for (const typed of ["tmm", "aml", "tmb", "mbr", "acmelabs", "me te xx"]) expect(find(typed)).toEqual([]);
});

test("words are found in any order, whatever their case, accents or script", () => {
  expect(find("members beta")).toEqual(["Beta Members"]);
  expect(find("muller sohne")).toEqual(["Müller & Söhne"]);
  expect(find("支店")).toEqual(["東京支店"]);
});
