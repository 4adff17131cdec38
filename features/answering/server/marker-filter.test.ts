import fc from "fast-check";
import { expect, test } from "vitest";
import type { Passage } from "#features/knowledge/contract.ts";
import { Citations } from "./citations.ts";
import { MarkerFilter } from "./marker-filter.ts";

const passage = (chunk_id: string, text: string): Passage => ({
  chunk_id,
  text,
  source_id: `src_${chunk_id}`,
  document_id: "doc",
  title: `Title ${chunk_id}`,
  headings: [],
  url: null,
  score: 1,
});
const retrieved = [passage("a", "The shop opens at nine.\nIt’s closed on Sundays."), passage("b", "Delivery costs $5 (five dollars).")];

function filter(pieces: readonly string[]) {
  const citations = new Citations();
  citations.add(retrieved);
  const markers = new MarkerFilter(citations, ["https://a.example"]);
  const shown = pieces.map((piece) => markers.push(piece)).join("") + markers.end();
  return { shown, declined: markers.said.declined, cited: citations.list.map(({ source_id, text }) => [source_id, text]) };
}

test.each([
  ['Nine [1 "opens at nine"].', "Nine [1].", [["src_a", "opens at nine"]]],
  [
    "Five [2] and nine [1] and five [2].",
    "Five [1] and nine [2] and five [1].",
    [
      ["src_b", retrieved[1]!.text],
      ["src_a", retrieved[0]!.text],
    ],
  ],
  [
    "Both [1, 2].",
    "Both [1][2].",
    [
      ["src_a", retrieved[0]!.text],
      ["src_b", retrieved[1]!.text],
    ],
  ],
  ["Closed [1: “it's  CLOSED on sundays”].", "Closed [1].", [["src_a", "It’s closed on Sundays"]]],
  ['Across lines [1 "nine. It\'s closed"].', "Across lines [1].", [["src_a", "nine.\nIt’s closed"]]],
  ['Number mistaken [1 "costs $5 (five"].', "Number mistaken [1].", [["src_b", "costs $5 (five"]]],
  ["Unknown [3], zero [0] and [999].", "Unknown, zero and.", []],
  ['Invented [1 "opens at ten"]!', "Invented!", []],
  [
    "A link [text](https://a.example), a [note], an open [ and [1 open.",
    "A link [text](https://a.example), a [note], an open [ and [1 open.",
    [],
  ],
  ['Never closed [1 "opens at', "Never closed", []],
  ["Plain text ends.  ", "Plain text ends.", []],
])("%j is shown as %j", (text, shown, cited) => {
  expect(filter([text])).toEqual({ shown, declined: false, cited });
});

test("the mark of a declined answer is taken out and remembered", () => {
  expect(filter(["[No ", "answer] Nothing on that."])).toEqual({ shown: " Nothing on that.", declined: true, cited: [] });
});

test("what is shown does not depend on how the text was cut into pieces", () => {
  const texts = [
    'Nine [1 "opens at nine"], five [2], none [9] [x] [1 "no"]. [no answer] [',
    '[1][2] [1, 2] [ 1 ] [link](https://a.example) [1 "opens',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(fc.nat({ max: 80 })), (text, cuts) => {
      const at = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
      expect(filter(pieces)).toEqual(filter([text]));
    }),
  );
});

test("text without markers is not held back", () => {
  const markers = new MarkerFilter(new Citations());
  expect(markers.push("Hello there,")).toBe("Hello there,");
  expect(markers.push(" [see")).toBe(" [see");
});

test.each([
  ["See https://a.example/one?b=1.", "See https://a.example/one?b=1."],
  ["See [one](https://a.example/one?b=1)[1], and and/or // more", "See [one](https://a.example/one?b=1), and and/or // more"],
  ["See **https://a.example/one?b=1**!", "See **https://a.example/one?b=1**!"],
  ["See https://a.exam.", "See …."],
  ["See https://a.example/one?b=1&said=this now.", "See … now."],
])("of %j is shown %j: an address is whole, and as it was given", (text, shown) => {
  const markers = new MarkerFilter(new Citations(), ["(https://a.example/one?b=1)."]);
  expect([...text].map((letter) => markers.push(letter)).join("") + markers.end()).toBe(shown);
});
