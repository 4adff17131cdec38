import { expect, test } from "vitest";
import type { VisitorMessages } from "#features/conversations/contract.ts";
import type { Turn } from "../chat.ts";
import { mergeHistory } from "./merge-history.ts";

type Stored = VisitorMessages["data"][number];
const stored = (id: string, role: Stored["role"], text: string): Stored => ({ id, role, text, citations: [], created_at: "" });
const shown = (id: string, role: Turn["role"], text: string, more: Partial<Turn> = {}): Turn => ({
  id,
  role,
  text,
  citations: [],
  state: "done",
  ...more,
});
const brief = (turns: Turn[]) => turns.map(({ id, text }) => `${id} ${text}`);

test("what is shown keeps its place in the page, and what others wrote comes between, in the order of the API", () => {
  const turns = [shown("a", "visitor", "Hello"), shown("b", "agent", "Hi", { messageId: "msg_2" }), shown("c", "visitor", "Hello")];
  const history = [
    stored("msg_1", "visitor", "Hello"),
    stored("msg_2", "agent", "Hi"),
    stored("msg_3", "system", "Mira is here now."),
    stored("msg_4", "visitor", "Hello"),
    stored("msg_5", "person", "Good day"),
  ];
  const merged = mergeHistory(turns, history);
  expect(brief(merged)).toEqual(["a Hello", "b Hi", "msg_3 Mira is here now.", "c Hello", "msg_5 Good day"]);
  expect(merged.map(({ messageId }) => messageId)).toEqual(["msg_1", "msg_2", "msg_3", "msg_4", "msg_5"]);
  // Once more changes nothing.
  expect(mergeHistory(merged, history)).toEqual(merged);
});

test("what the API does not know stays behind what it followed", () => {
  const failed = shown("f", "agent", "", { state: "failed", notice: { text: "Lost.", canRetry: true } });
  const turns = [shown("a", "visitor", "One"), failed, shown("b", "visitor", "Not sent")];
  expect(brief(mergeHistory(turns, [stored("msg_1", "visitor", "One"), stored("msg_2", "person", "Yes?")]))).toEqual([
    "a One",
    "f ",
    "b Not sent",
    "msg_2 Yes?",
  ]);
});

test("an answer that was stopped here is the one that is stored as cut, and one that failed keeps its notice", () => {
  const notice = { text: "Lost.", canRetry: true };
  const turns = [
    shown("a", "visitor", "One"),
    shown("b", "agent", "Within thr", { state: "stopped" }),
    shown("c", "visitor", "Two"),
    shown("d", "agent", "", { state: "failed", notice }),
  ];
  const history = [
    stored("msg_1", "visitor", "One"),
    { ...stored("msg_2", "agent", "Within three"), cut: true as const },
    stored("msg_3", "visitor", "Two"),
    { ...stored("msg_4", "agent", ""), cut: true as const },
  ];
  expect(mergeHistory(turns, history)).toMatchObject([
    { id: "a" },
    { id: "b", text: "Within three", state: "stopped" },
    { id: "c" },
    { id: "d", state: "failed", notice },
  ]);
});

test("what is older than the history reaches stays; an answer that was cut and asked for again goes", () => {
  const turns = [
    shown("a", "visitor", "Long ago", { messageId: "msg_1" }),
    shown("b", "agent", "Long", { messageId: "msg_2" }),
    shown("c", "visitor", "May I?", { messageId: "msg_3" }),
    shown("d", "agent", "Ha", { messageId: "msg_4", state: "stopped" }),
  ];
  const history = [stored("msg_3", "visitor", "May I?"), stored("msg_5", "agent", "You may.")];
  expect(brief(mergeHistory(turns, history))).toEqual(["a Long ago", "b Long", "c May I?", "msg_5 You may."]);
});

test("two messages of the same words are two, also where one of them is known already", () => {
  const turns = [shown("a", "visitor", "Hello"), shown("b", "visitor", "Hello")];
  expect(brief(mergeHistory(turns, [stored("msg_1", "visitor", "Hello")]))).toEqual(["a Hello", "b Hello"]);
});
