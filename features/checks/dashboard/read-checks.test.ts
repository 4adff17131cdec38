import { expect, test } from "vitest";
import { readChecks } from "./read-checks.ts";

const linesOf = (text: string) => readChecks(text)?.map(({ line, check }) => [line, check.question, check.expects]);

test("a file is read by the names of its columns, in any order and with others beside them", () => {
  expect(readChecks("last_result,Expects,Question,Text,Suggestion counts\nx,text,How long?,three days,YES\n")).toEqual([
    {
      line: 2,
      check: { question: "How long?", expects: "text", expected_text: "three days", source: "", suggestion_counts: true, agent: "" },
    },
  ]);
});

test.each([
  ["with semicolons", "question;expects\nHow?;declined"],
  ["with tabs", "question\texpects\nHow?\tdeclined"],
  ["with a mark at its beginning", "\uFEFFquestion,expects\r\nHow?,declined\r\n"],
])("a file %s is read", (_how, text) => {
  expect(linesOf(text)).toEqual([[2, "How?", "declined"]]);
});

test("lines are counted as a reader counts them, also behind empty ones and those of a cell", () => {
  expect(linesOf('question,expects\n"One,\ntwo?",text\n\n,\nThree?,declined')).toEqual([
    [2, "One,\ntwo?", "text"],
    [6, "Three?", "declined"],
  ]);
});

test("an apostrophe that an export put before a formula is none of the question; others are", () => {
  expect(linesOf("question,expects\n'=1+1?,text\n'Tis what?,text")).toEqual([
    [2, "=1+1?", "text"],
    [3, "'Tis what?", "text"],
  ]);
});

test("a file without the columns that each check needs is none", () => {
  expect(readChecks("question,answer\nHow?,So")).toBeNull();
  expect(readChecks("")).toBeNull();
  expect(readChecks("question,expects\n")).toEqual([]);
});
