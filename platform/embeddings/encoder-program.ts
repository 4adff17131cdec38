import { createInterface } from "node:readline";
import { loadEncoder } from "./load-encoder.ts";
import { codeOfState, stateLength } from "./word-codes.ts";

/** What it is told, a line of JSON each. */
export type Encoding = { text: string };
/** What it says, a line of JSON each: that it is ready, then what became of each text. A vector is its floats in Base64. */
export type Encoded = { ready: true } | { vector: string; words: { rarity: number; code: string }[] } | { failed: string };

/** A program: encodes one text after the other from its input, and ends with it. */
const read = await loadEncoder();
say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const { vector, states, pieces } = await read((JSON.parse(line) as Encoding).text);
    const words = pieces.map(({ rarity }, at) => ({
      rarity,
      code: Buffer.from(codeOfState(states.subarray(at * stateLength, (at + 1) * stateLength))).toString("base64"),
    }));
    say({ vector: Buffer.from(vector.buffer).toString("base64"), words });
  } catch (error) {
    say({ failed: String(error) });
  }
}

function say(message: Encoded): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
