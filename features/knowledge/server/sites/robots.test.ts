import { expect, test } from "vitest";
import { fitsPattern } from "./glob.ts";
import { parseRobots } from "./robots.ts";

const allows = (text: string, ...paths: string[]) => {
  const robots = parseRobots(text, "Botcadence");
  return paths.filter((path) => robots.allows(path));
};

test("the longest rule decides, and of two as long the one that allows", () => {
  const text =
    "User-agent: *\nDisallow: /shop\nAllow: /shop/open\nDisallow: /a\nAllow: /a\nAllow: /b/open\nDisallow: /b\nAllow: /c\nDisallow: /c\n";
  expect(allows(text, "/", "/shop", "/shopping", "/shop/open/1", "/shop/x", "/a", "/b/open", "/b/x", "/c")).toEqual([
    "/",
    "/shop/open/1",
    "/a",
    "/b/open",
    "/c",
  ]);
});

test("stars stand for anything, and a dollar sign for the end", () => {
  const text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?*print=\nDisallow: /x*y*z\n";
  expect(allows(text, "/a.pdf", "/a.pdf?v=1", "/a?b&print=1", "/print=", "/x1y2", "/x1y2z3")).toEqual(["/a.pdf?v=1", "/print=", "/x1y2"]);
});

test("groups that name us count together and alone, whatever their case; others do not", () => {
  const text =
    "User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: botcadence/2.0\nDisallow: /one\n\nUser-agent: BOTCADENCE\nDisallow: /two\nCrawl-delay: 2.5\n";
  expect(allows(text, "/", "/one", "/two")).toEqual(["/"]);
  expect(parseRobots(text, "Botcadence").delayMs).toBe(2_500);
  expect(allows("User-agent: Botcadence-Images\nDisallow: /\n", "/")).toEqual(["/"]);
});

test("what is no rule forbids nothing", () => {
  expect(allows("<html>Not found</html>", "/")).toEqual(["/"]);
  expect(allows("User-agent: *\nDisallow:\n", "/a")).toEqual(["/a"]);
  expect(allows("Disallow: /\n", "/a")).toEqual(["/a"]);
});

test("paths are compared in one spelling", () => {
  const text = "User-agent: *\r\nDisallow: /caf%c3%a9 # no coffee\r\nDisallow: /%7eann\r\nDisallow: /straße\r\n";
  expect(allows(text, "/caf%C3%A9", "/caf%c3%a9", "/~ann", "/%7Eann", "/stra%C3%9Fe", "/tea")).toEqual(["/tea"]);
});

test("sitemaps are named wherever they stand", () => {
  expect(parseRobots("Sitemap: https://a.example/1.xml\nUser-agent: x\nDisallow: /\nsitemap:/2.xml", "Botcadence").sitemaps).toEqual([
    "https://a.example/1.xml",
    "/2.xml",
  ]);
});

test.each([
  ["99999999999", 86_400_000],
  ["Infinity", 86_400_000],
  ["0.0006", 1],
  ["2.5", 2_500],
])("a delay of %s is one that can be kept", (said, delayMs) => {
  expect(parseRobots(`User-agent: *\nCrawl-delay: ${said}`, "Botcadence").delayMs).toBe(delayMs);
});

test("of a file without end so much is read", () => {
  const rules = (count: number) => Array.from({ length: count }, (_, index) => `Disallow: /${index}/`).join("\n");
  expect(allows(`User-agent: *\n${rules(6_000)}`, "/4999/", "/5000/")).toEqual(["/5000/"]);
  expect(allows(`User-agent: *\n${"# A word.\n".repeat(60_000)}Disallow: /late`, "/late")).toEqual(["/late"]);
});

test("no pattern keeps us busy", () => {
  const pattern = `/${"*a".repeat(1_000)}*b`;
  const started = performance.now();
  expect(fitsPattern(pattern, `/${"a".repeat(2_000)}`, { ends: false })).toBe(false);
  expect(performance.now() - started).toBeLessThan(100);
});
