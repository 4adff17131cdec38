import fc from "fast-check";
import { expect, test } from "vitest";
import { parseText, webAddress, type Block, type Inline } from "./parse-text.ts";

const text = (words: string): Inline => ({ kind: "text", text: words });

test("an empty line begins a paragraph, a single line end stays one", () => {
  expect(parseText("One\ntwo\n\n\nthree")).toEqual([
    { kind: "paragraph", content: [text("One\ntwo")] },
    { kind: "paragraph", content: [text("three")] },
  ]);
});

test("lists are kept apart by their kind, and a numbered one begins where it says", () => {
  expect(parseText("To do:\n- one\n\n- **two**\n3. three\n4) four")).toEqual([
    { kind: "paragraph", content: [text("To do:")] },
    { kind: "list", first: null, items: [[text("one")], [{ kind: "strong", content: [text("two")] }]] },
    { kind: "list", first: 3, items: [[text("three")], [text("four")]] },
  ]);
});

test("bold, code and links are read, one inside the other only within bold", () => {
  expect(parseText("Press **`Save`**, see [the guide](https://example.com/a_b?c=1) or https://example.com/x.")).toEqual([
    {
      kind: "paragraph",
      content: [
        text("Press "),
        { kind: "strong", content: [{ kind: "code", text: "Save" }] },
        text(", see "),
        { kind: "link", text: "the guide", url: "https://example.com/a_b?c=1" },
        text(" or "),
        { kind: "link", text: "https://example.com/x", url: "https://example.com/x" },
        text("."),
      ],
    },
  ]);
});

test.each([
  "[a](javascript:alert(1))",
  "[a](data:text/html,x)",
  "<img src=x onerror=alert(1)>",
  "2 ** 3 ** 4",
  "a `b",
  "**",
  "[x](https://)",
])("%s stays the text that it is", (line) => {
  expect(parseText(line).flatMap((block) => (block.kind === "paragraph" ? block.content : []))).not.toContainEqual(
    expect.objectContaining({ kind: expect.stringMatching(/link|strong|code/) }),
  );
  expect(words(parseText(line))).toBe(line);
});

test("only addresses of web pages are links", () => {
  expect(webAddress("https://example.com/a")).toBe("https://example.com/a");
  for (const bad of [
    "javascript:alert(1)",
    "  javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "/relative",
    "",
    null,
    undefined,
  ]) {
    expect(webAddress(bad)).toBeNull();
  }
});

test("no letter of a text without formatting is lost", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z <>&"'[\]().,:/_]{0,60}$/), (line) => {
      expect(words(parseText(line))).toBe(line.trim());
    }),
  );
});

test("a text made to be slow is read in a moment", () => {
  const started = performance.now();
  for (const part of ["[", "**a", "`", "https://", "[a](https://", "- ", "1. ", "* **"]) parseText(part.repeat(8_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});

function words(blocks: Block[]): string {
  const ofInline = (part: Inline): string => (part.kind === "strong" ? part.content.map(ofInline).join("") : part.text);
  return blocks.map((block) => (block.kind === "paragraph" ? block.content : block.items.flat()).map(ofInline).join("")).join("\n");
}
