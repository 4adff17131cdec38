import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AnswerPiece } from "./answerer.ts";
import { paced } from "./paced.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const text: AnswerPiece = { type: "text", delta: "Yes." };
const thinking: AnswerPiece = { type: "thinking" };
const usage: AnswerPiece = { type: "usage", model: { name: "m", provider_id: null }, input_tokens: 1, output_tokens: 1 };
const end: AnswerPiece = { type: "end", outcome: "answered" };

/** How an answer ends whose pieces come so many seconds after one another, where it may take 60. */
async function outcomeOf(...pieces: [seconds: number, piece: AnswerPiece][]): Promise<string> {
  async function* give() {
    for (const [seconds, piece] of pieces) {
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
      yield piece;
    }
  }
  async function read(): Promise<string> {
    const types: string[] = [];
    try {
      for await (const { type } of paced(give, { secondsMax: 60, signal: new AbortController().signal })) types.push(type);
    } catch (error) {
      types.push((error as Error).message);
    }
    return types.join(" ");
  }
  const outcome = read();
  await vi.advanceTimersByTimeAsync(200_000);
  return outcome;
}
const tooLong = "The answer took too long. Try again in a moment.";

test("a first word may take as long as the whole answer may", async () => {
  expect(await outcomeOf([59, text], [0, end])).toBe("text end");
  expect(await outcomeOf([61, text], [0, end])).toBe(tooLong);
});

test("an answer that falls silent in the middle is ended", async () => {
  expect(await outcomeOf([1, text], [19, text], [19, end])).toBe("text text end");
  expect(await outcomeOf([1, text], [21, text], [0, end])).toBe(`text ${tooLong}`);
});

test("thoughts are signs of life, and nobody is shown them", async () => {
  expect(await outcomeOf([1, thinking], [19, thinking], [19, thinking], [19, text], [0, end])).toBe("text end");
  expect(await outcomeOf([1, thinking], [21, text], [0, end])).toBe(tooLong);
});

test("the first word after a search may take its time as well", async () => {
  expect(await outcomeOf([1, text], [1, usage], [50, text], [0, end])).toBe("text usage text end");
});

test("the answerer hears of the end, and one that hangs holds nothing up", async () => {
  const heard: string[] = [];
  const visitor = new AbortController();
  async function* hang(signal: AbortSignal): AsyncGenerator<AnswerPiece> {
    signal.addEventListener("abort", () => heard.push((signal.reason as Error).message));
    yield text;
    await new Promise(() => {});
  }
  const pieces = paced(hang, { secondsMax: 60, signal: visitor.signal });
  expect((await pieces.next()).value).toEqual(text);
  const next = pieces.next();
  visitor.abort(new Error("gone"));
  await expect(next).rejects.toThrow("gone");
  expect(heard).toEqual(["gone"]);
});
