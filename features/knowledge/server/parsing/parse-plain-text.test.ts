import { expect, test } from "vitest";
import { readFile } from "#testing/read-file.ts";

test.each<[what: string, text: string, holds: string[]]>([
  [
    "wrapped lines as one",
    "The library opens at ten o'clock and closes at\nsix in the evening, except on Fridays when it\nis open until eight.\n",
    ["The library opens at ten o'clock and closes at six in the evening, except on Fridays when it is open until eight."],
  ],
  [
    "nouns that begin lines",
    "Die Bibliothek ist an allen Tagen der Woche im\nSommer wie im Winter von zehn Uhr an offen und\nMontags geschlossen.\n",
    ["Die Bibliothek ist an allen Tagen der Woche im Sommer wie im Winter von zehn Uhr an offen und Montags geschlossen."],
  ],
  [
    "wrapped lines of a script without spaces",
    `${"図書館は平日の午前十時から開いています、".repeat(2)}申し込\nむ必要があります。\n`,
    ["申し込む必要があります。"],
  ],
  [
    "columns row by row",
    "Product            Price     Stock  Where it is kept\nLamp Aurora 2000   12.50     4      shelf two of hall A\nDesk Borealis      199.00    17     shelf nine of hall B\n",
    ["Lamp Aurora 2000 12.50 4 shelf two of hall A\nDesk Borealis 199.00 17 shelf nine of hall B"],
  ],
  [
    "a log entry by entry",
    "2026-01-01 12:00:01 ERROR could not connect to the host alpha\n2026-01-01 12:00:02 INFO trying the host beta now\n",
    ["alpha\n2026"],
  ],
  [
    "facts line by line",
    "Opening hours of the main library building: 10-18\nOpening hours of the small library building: 12-16\nTelephone: 030 123\n",
    ["10-18\nOpening", "12-16\nTelephone"],
  ],
  [
    "short lines that end on purpose",
    "Northwind Trading Company of the Northern Harbour of Bonn and Kiel\nTelephone and telefax at the main office\nHarbour Street 5\n",
    ["office\nHarbour"],
  ],
  [
    "no colours of a terminal",
    "\u001B[32mOK\u001B[0m started\n\u001B]8;;https://a.example\u0007here\u001B]8;;\u0007 N\bNA\bAM_\bE\n",
    ["OK started\nhere NAME"],
  ],
])("a text is read with %s", async (_what, text, holds) => {
  const { text: read } = await readFile("text", text);
  for (const held of holds) expect(read).toContain(held);
});
