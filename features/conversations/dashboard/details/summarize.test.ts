import { expect, test } from "vitest";
import type { Citation } from "#features/answering/contract.ts";
import type { Message } from "../../contract.ts";
import { summarize } from "./summarize.ts";

let count = 0;
const message = (role: Message["role"], text: string, more: Partial<Message> = {}): Message => ({
  id: `msg_${(count += 1)}`,
  role,
  text,
  attachments: [],
  citations: [],
  outcome: null,
  rating: null,
  author: null,
  agent_version: null,
  model: null,
  tool_calls: [],
  confirmation: null,
  created_at: "2026-11-30T12:00:00.000Z",
  ...more,
});
const citation = (source_id: string, title: string): Citation =>
  ({ source_id, title, text: "…", heading: null, url: null }) as unknown as Citation;
const answer = (...citations: Citation[]) => message("agent", "It is so.", { outcome: "answered", citations });
const declined = () => message("agent", "I do not know.", { outcome: "declined" });
const person = (text: string, name = "Mira") => message("person", text, { author: { membership_id: "mbr_1", name } });

test("it says what was asked, what was answered from which source, and what is open", () => {
  const summary = summarize([
    message("visitor", "Is it under warranty?"),
    answer(citation("src_1", "Warranty terms"), citation("src_1", "Warranty terms"), citation("src_2", "Spare parts")),
    message("visitor", "Who pays for the parcel?"),
    declined(),
  ]);
  expect(summary.asked).toEqual(["Is it under warranty?", "Who pays for the parcel?"]);
  expect(summary.answered).toMatchObject([
    {
      text: "Is it under warranty?",
      sources: [
        { source_id: "src_1", title: "Warranty terms" },
        { source_id: "src_2", title: "Spare parts" },
      ],
      person: null,
    },
  ]);
  expect(summary.open).toEqual(["Who pays for the parcel?"]);
  expect(summary.unanswered).toEqual(["Who pays for the parcel?"]);
});

test("a greeting and a wish for a person are no questions", () => {
  const summary = summarize([message("visitor", "Hello"), answer(), message("visitor", "Can I talk to someone?"), answer()]);
  expect(summary).toEqual({ asked: [], answered: [], open: [], unanswered: [] });
});

test("what a person wrote answers what was open before it, and the documents still lack what the agent declined", () => {
  const summary = summarize([
    message("visitor", "Who pays for the parcel?"),
    declined(),
    message("system", "Mira took over."),
    message("visitor", "Are you there?"),
    message("note", "Check the label.", { author: { membership_id: "mbr_2", name: "Jonas" } }),
    person("We do."),
    message("visitor", "And from Ireland?"),
  ]);
  expect(summary.answered).toMatchObject([
    { text: "Who pays for the parcel?", person: "Mira", sources: [] },
    { text: "Are you there?", person: "Mira" },
  ]);
  expect(summary.open).toEqual(["And from Ireland?"]);
  expect(summary.unanswered).toEqual(["Who pays for the parcel?"]);
});

test("a question that is asked again counts once, as it ended last", () => {
  const summary = summarize([
    message("visitor", "who pays"),
    declined(),
    message("visitor", "Is it blue?"),
    declined(),
    message("visitor", "Who pays?"),
    answer(citation("src_1", "Returns")),
  ]);
  expect(summary.asked).toEqual(["Is it blue?", "Who pays?"]);
  expect(summary.answered).toMatchObject([{ text: "Who pays?", sources: [{ title: "Returns" }] }]);
  expect(summary.open).toEqual(["Is it blue?"]);
  expect(summary.unanswered).toEqual(["Is it blue?"]);
});

test("an answer that broke off leaves its question open, and is nothing that the documents lack", () => {
  const summary = summarize([message("visitor", "Is it blue?"), message("agent", "It", { outcome: "failed" })]);
  expect(summary).toMatchObject({ open: ["Is it blue?"], unanswered: [], answered: [] });
});

test("files without a word are no question", () => {
  const messages = [message("visitor", "How long?"), declined(), message("visitor", ""), answer()];
  expect(summarize(messages)).toMatchObject({ asked: ["How long?"], open: ["How long?"] });
});
