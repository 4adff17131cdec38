import { expect, test } from "vitest";
import { sentencesOf } from "./sentences.ts";

test.each([
  ["Dr. Smith paid 3.50 euros, e.g. for tea. He left at 5 p.m. and slept.", 2],
  ["We ship to the U.S. and Canada. Returns take 14 days!", 2],
  ["Am 3. Oktober ist geschlossen. Die Lieferung kostet ca. 5 Euro.", 2],
  ["Is it free? Yes. “Always.” Then go.", 4],
  ["我们周一营业。周日休息！可以退货吗？", 3],
  ["نحن نفتح يوم الاثنين. هل يمكن الإرجاع؟ نعم.", 3],
  ["| Item | Price |\n| Anvil | 120 € |\n| Hammer | 20 € |", 3],
  ["Name: Anvil; Price: 120\nName: Hammer; Price: 20", 2],
  ["- Open the lid\n- Press the button\n- Wait", 3],
  ["The guarantee covers every part that was bought from us in the\nlast two years. Batteries are not covered.", 2],
  ["", 0],
  ["\n\n---\n", 0],
])("%j has %i pieces", (text, count) => {
  const sentences = sentencesOf(text);
  expect(sentences.map((sentence) => sentence.text)).toHaveLength(count);
  for (const { start, end, text: piece } of sentences) expect(text.slice(start, end)).toBe(piece);
});

test("bullets, hashes and pipes are not part of what is quoted", () => {
  expect(sentencesOf("# Hours\n\n- Open daily\n| Anvil | 120 € |").map((sentence) => sentence.text)).toEqual([
    "Hours",
    "Open daily",
    "Anvil | 120 €",
  ]);
});
