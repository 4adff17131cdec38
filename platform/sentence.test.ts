import { expect, test } from "vitest";
import { AppError, invalid } from "./errors.ts";
import { asSentence, say, sentJson } from "./sentence.ts";

test("a sentence is its English, and beside it a key that is the same for all values", () => {
  const [few, many] = [say`At most ${5} files fit in.`, say`At most ${"1,000"} files fit in.`];
  expect([String(few), String(many)]).toEqual(["At most 5 files fit in.", "At most 1,000 files fit in."]);
  expect(few.key).toBe("At most {0} files fit in.");
  expect(many.key).toBe(few.key);
  expect(sentJson(say`${"Ann"} gave ${"Ben"} all`)).toEqual({ key: "{0} gave {1} all", values: ["Ann", "Ben"] });
});

test("a part that is translated by itself keeps its own key and values", () => {
  const sentence = say`${"Pro"} has ${say`${3} projects`}. Delete ${asSentence("one")}.`;
  expect(String(sentence)).toBe("Pro has 3 projects. Delete one.");
  expect(sentJson(sentence)).toEqual({
    key: "{0} has {1}. Delete {2}.",
    values: ["Pro", { key: "{0} projects", values: [3] }, { key: "one", values: [] }],
  });
});

test("a value in braces stays as it is", () => {
  expect(String(say`${"{1}"} and ${"{0}"} are names.`)).toBe("{1} and {0} are names.");
});

test("a failure carries the key of its message and of each field", () => {
  const error = invalid({ to: say`Ask for at most ${31} days.`, from: "Enter a day." });
  expect(error.message).toBe("Ask for at most 31 days.");
  expect([error.sentence.key, error.fieldErrors?.to?.key, error.fieldErrors?.from?.key]).toEqual([
    "Ask for at most {0} days.",
    "Ask for at most {0} days.",
    "Enter a day.",
  ]);
  expect(new AppError("conflict", "Somebody else was faster.").sentence).toEqual({ key: "Somebody else was faster.", values: [] });
});
