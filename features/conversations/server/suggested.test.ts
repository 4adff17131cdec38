import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createOrganization,
  createPhoneNumber,
  createProject,
  startConversation,
  visitorOrigin,
} from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { askAll } from "#testing/visitor.ts";
import type { Conversation, Insights, VisitorMessages } from "../contract.ts";

const target = useApp();
const question = "do you sharpen old spades too";
const lines = "Shears, saws and axes of any maker can be sharpened, however old. Bring them to the shop or send them with the form inside.";
const taken = `It is open on Saturdays. ${lines}`;

async function workshop() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  await addDocument(target, organization.id, project, {
    title: "Sharpening service",
    passages: [{ headings: ["Workshop", "What we take"], text: taken }],
  });
  await addDocument(target, organization.id, project, {
    title: "Caring for spades",
    passages: [{ headings: ["At home"], text: "A file and ten minutes are enough to sharpen a blade. Push away from you." }],
  });
  await addDocument(target, organization.id, project, {
    title: "Parking",
    passages: [{ text: "There are places for cars behind the house." }],
  });
  const agent = await createAgent(target, organization, project);
  return { organization, project, agent, path: `/v1/organizations/${organization.id}/projects/${project}` };
}

test("a suggestion streams whole passages with title and heading, and says so at its end, without a number to call, after a repetition and a reload too", async () => {
  const { organization, agent } = await workshop();
  await createPhoneNumber(target, organization.id, "+4930901820");
  const visitor = await startConversation(target, agent);
  const answer = await askAll(target, visitor, question, { key: "once" });
  expect(answer.text).toBe("I am not sure. This may help:");
  expect(answer.events.map(({ event }) => event)).toEqual(["text", "citations", "done"]);
  expect(answer.events.at(-1)!.data).toEqual({ message_id: expect.any(String), outcome: "suggested" });
  expect(answer.citations).toContainEqual({
    title: "Sharpening service",
    heading: "What we take",
    url: null,
    source_id: expect.stringMatching(/^src_/),
    text: taken,
    lines,
  });
  expect(answer.citations.map(({ title }) => title)).not.toContain("Parking");
  expect(answer.citations.length).toBeLessThanOrEqual(3);
  const again = await askAll(target, visitor, question, { key: "once" });
  expect([again.text, again.citations, again.events.at(-1)]).toEqual([answer.text, answer.citations, answer.events.at(-1)]);
  const headers = { origin: visitorOrigin, authorization: `Bearer ${visitor.visitor_token}` };
  const reload = await call<VisitorMessages>(
    target,
    null,
    `GET /widget/v1/conversations/${visitor.conversation_id}/messages`,
    undefined,
    headers,
  );
  expect(reload.body.data.map(({ outcome, contact: number }) => [outcome, number])).toEqual([
    [undefined, undefined],
    ["suggested", undefined],
  ]);
});

test("a suggestion counts as one answer in usage, is listed by its outcome, and is neither answered nor unanswered in insights", async () => {
  const { organization, agent, path } = await workshop();
  await askAll(target, await startConversation(target, agent), question);
  await askAll(target, await startConversation(target, agent), "Who won the world cup in 1954?");
  const read = <Body>(line: string) => call<Body>(target, organization.owner, `GET ${line}`).then(({ body }) => body);
  const usage = await read<{ totals: { answers: number } }>(`/v1/organizations/${organization.id}/usage`);
  expect(usage.totals.answers).toBe(2);
  const listed = await read<{ data: Conversation[] }>(`${path}/conversations?outcome=suggested`);
  expect(listed.data.map(({ opening, outcome }) => [opening, outcome])).toEqual([[question, "suggested"]]);
  expect(await read<Insights>(`${path}/insights`)).toMatchObject({
    answers: 2,
    answered_share: 0,
    suggested: 1,
    declined: 1,
    unanswered: [{ question: "Who won the world cup in 1954?" }],
  });
});
