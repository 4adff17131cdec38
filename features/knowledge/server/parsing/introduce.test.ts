import { expect, test } from "vitest";
import { chunkText } from "../chunk-text.ts";
import type { Block } from "./block.ts";
import { introduce } from "./introduce.ts";

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");
const row = (text: string): Block => ({ kind: "row", text });

test("items that come into another passage say again what introduces them, and what they are below", () => {
  const passages = chunkText(
    introduce([
      { kind: "text", text: "Before. You cannot return these goods:" },
      row(`- Food: ${words(120)}`),
      row("- Clothes:"),
      row(`  - worn ones ${words(180)}`),
      row(`  - cut ones ${words(180)}`),
    ]),
  );
  expect(passages.length).toBeGreaterThan(1);
  expect(passages.at(-1)!.text).toMatch(/^You cannot return these goods:\n- Clothes:\n {2}- cut ones/);
  expect(passages[0]!.text.match(/You cannot return/g)).toHaveLength(1);
});

test("rows say again a sentence that ends in a colon, and the title of their table", () => {
  const rows = Array.from({ length: 30 }, (_, index): Block => ({
    kind: "row",
    text: `Name: Lamp ${index}; About: ${words(8)}`,
    lead: ["Price list 2026"],
  }));
  const passages = chunkText(introduce([{ kind: "text", text: "These are our prices:" }, ...rows]));
  for (const { text } of passages.slice(1)) expect(text).toMatch(/^These are our prices:\nPrice list 2026\nName: Lamp/);
});

test("a long paragraph introduces nothing, and a heading ends what was introduced", () => {
  const long: Block = { kind: "text", text: `${words(60)}. ${words(60)}.` };
  expect(introduce([long, row("- item")])[1]).toEqual(row("- item"));
  expect(introduce([{ kind: "text", text: "These:" }, { kind: "heading", level: 2, text: "Other" }, row("- item")])[2]).toEqual(
    row("- item"),
  );
});
