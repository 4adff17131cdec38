import { beforeEach, expect, test } from "vitest";
import type { Conversation, VisitorMessages } from "../../contract.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, startConversation, type TestOrganization } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { askAll, callAsVisitor } from "#testing/visitor.ts";
import { says } from "./refers.ts";

const target = useApp();
let organization: TestOrganization;
let project: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  await addDocument(target, organization.id, project, {
    title: "Delivery",
    passages: [{ text: "Parcels arrive within three working days." }],
  });
});

const known = "How long until parcels arrive?";
const unknown = "Which violin did Paganini play?";
const setUp = async (rules: object) => startConversation(target, await createAgent(target, organization, project, rules));
type Visit = Awaited<ReturnType<typeof setUp>>;
const ask = async (visit: Visit, text: string) => (await askAll(target, visit, text)).events.at(-1)!;
const stateOf = async ({ conversation_id }: Visit) =>
  (
    await call<Conversation>(
      target,
      organization.owner,
      `GET /v1/organizations/${organization.id}/projects/${project}/conversations/${conversation_id}`,
    )
  ).body.handover;
const linesOf = async (visit: Visit) =>
  (await callAsVisitor<VisitorMessages>(target, visit, "GET /messages")).body.data
    .filter(({ role }) => role === "system")
    .map(({ text }) => text);

test("questions in a row without an answer ask for a person; an answer between them begins the count again", async () => {
  const visit = await setUp({ hands_over_after: 2 });
  await ask(visit, unknown);
  await ask(visit, known);
  await ask(visit, unknown);
  expect(await stateOf(visit)).toBe("agent");
  expect(await ask(visit, unknown)).toMatchObject({ event: "done", data: { outcome: "declined", handover: "waiting" } });
  expect(await linesOf(visit)).toEqual(["A person of the team was asked to help."]);
});

test("who no longer wants a person is not given one again for the same questions", async () => {
  const visit = await setUp({ hands_over_after: 2 });
  await ask(visit, unknown);
  await ask(visit, unknown);
  await callAsVisitor(target, visit, "DELETE /handover");
  await ask(visit, unknown);
  expect(await stateOf(visit)).toBe("agent");
  await ask(visit, unknown);
  expect(await stateOf(visit)).toBe("waiting");
});

test("a word of the list asks for a person beside the answer", async () => {
  const visit = await setUp({ hands_over_words: ["parcel"] });
  const answer = await askAll(target, visit, known);
  expect(answer.text).toContain("three working days");
  expect(answer.events.at(-1)).toMatchObject({ data: { handover: "waiting" } });
});

test("without rules, and where the agent hands nothing over, nobody is asked for", async () => {
  for (const rules of [{}, { hands_over: false, hands_over_after: 1, hands_over_words: ["violin"] }]) {
    const visit = await setUp(rules);
    await ask(visit, unknown);
    await ask(visit, unknown);
    expect(await stateOf(visit)).toBe("agent");
  }
});

test.each([
  ["I want to CANCEL my contract!", "cancel my contract", true],
  ["Meine Kündigungen", "kundigung", true],
  ["Please uncancel it", "cancel", false],
  ["je veux parler d'un remboursement", "remboursement", true],
  ["我要取消合同", "取消", true],
  ["Anything", "…", false],
])("%s: %s %s", (text, phrase, expected) => {
  expect(says(text, [phrase])).toBe(expected);
});
