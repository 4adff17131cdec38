import { expect, test } from "vitest";
import type { Page } from "#access/list.ts";
import type { z } from "zod";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createMember, createOrganization, createProject, startConversation } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { askAll } from "#testing/visitor.ts";
import type { Insights, UnansweredQuestion } from "../contract.ts";

const target = useApp();
type Listed = z.output<ReturnType<typeof Page<typeof UnansweredQuestion>>>;

async function setUp() {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  const project = await createProject(target, id, owner.id);
  const agent = await createAgent(target, organization, project);
  const path = `/v1/organizations/${id}/projects/${project}`;
  const list = async (state: string) => {
    const { body } = await call<Listed>(target, owner, `GET ${path}/unanswered-questions?state=${state}`);
    expect(body.total).toBe(body.data.length);
    return body.data.map(({ question, asked }) => [question, asked]);
  };
  return {
    organization,
    project,
    path,
    ask: async (text: string) => askAll(target, await startConversation(target, agent), text),
    list,
    lists: async () => ({ open: await list("open"), answered: await list("answered"), dismissed: await list("dismissed") }),
    settle: (question: string, state: string, as: { cookie: string } = owner) =>
      call(target, as, `POST ${path}/unanswered-questions/settle`, { question, state }),
  };
}

test("a question is open until it is dismissed, stays dismissed when it is asked again, and can be reopened", async () => {
  const { organization, path, ask, lists, settle } = await setUp();
  await ask("Do you sell umbrellas?");
  expect(await lists()).toEqual({ open: [["Do you sell umbrellas?", 1]], answered: [], dismissed: [] });
  expect((await settle("do you sell  UMBRELLAS", "dismissed")).status).toBe(200);
  await ask("Do you sell umbrellas");
  expect(await lists()).toEqual({ open: [], answered: [], dismissed: [["Do you sell umbrellas", 2]] });
  expect((await call<Insights>(target, organization.owner, `GET ${path}/insights`)).body.unanswered).toEqual([]);
  await settle("Do you sell umbrellas?", "open");
  expect(await lists()).toEqual({ open: [["Do you sell umbrellas", 2]], answered: [], dismissed: [] });
});

test("questions that mean the same end and are reopened together, in one entry of the audit log", async () => {
  const { organization, path, ask, lists } = await setUp();
  const [question, other] = ["Do you sell umbrellas?", "Umbrellas for sale?"];
  for (const text of [question, other, question]) await ask(text);
  const settle = (state: string) =>
    call(target, organization.owner, `POST ${path}/unanswered-questions/settle`, {
      question,
      others: [other, "UMBRELLAS for sale"],
      state,
    });
  expect((await settle("dismissed")).status).toBe(200);
  expect(await lists()).toEqual({
    open: [],
    answered: [],
    dismissed: [
      [question, 2],
      [other, 1],
    ],
  });
  const { rows } = await target.database.admin.query(
    "select 1 from audit_entries where organization_id = $1 and action = 'question.settle'",
    [organization.id],
  );
  expect(rows).toHaveLength(1);
  await settle("open");
  expect((await lists()).open).toEqual([
    [question, 2],
    [other, 1],
  ]);
});

test("a question says in which conversations it was asked, the last one first and at most five", async () => {
  const { organization, path, ask } = await setUp();
  for (let count = 0; count < 6; count += 1) await ask("Do you sell umbrellas?");
  const { rows } = await target.database.admin.query<{ id: string }>(
    "select id from conversations where organization_id = $1 order by created_at desc, id desc limit 5",
    [organization.id],
  );
  const { body } = await call<Listed>(target, organization.owner, `GET ${path}/unanswered-questions`);
  expect(body.data.map(({ conversations }) => conversations.map(({ id }) => id))).toEqual([rows.map(({ id }) => id)]);
});

test("a question ends when an answer is added for it, and is open again when it is declined all the same", async () => {
  const { organization, path, ask, lists } = await setUp();
  await ask("Do you sell umbrellas?");
  const answer = { question: "Do you sell umbrellas", answer: "Yes, in black." };
  expect((await call(target, organization.owner, `POST ${path}/sources/answers`, answer)).status).toBe(201);
  expect(await lists()).toEqual({ open: [], answered: [["Do you sell umbrellas?", 1]], dismissed: [] });
  // No worker runs, so the answer is not read, and the agent does not know it.
  await ask("Do you sell umbrellas?");
  expect((await lists()).open).toEqual([["Do you sell umbrellas?", 2]]);
});

test("a question that was answered in other words is ended by hand, until it is declined again", async () => {
  const { ask, lists, settle } = await setUp();
  await ask("Umbrellas?");
  await settle("Umbrellas?", "answered");
  expect((await lists()).answered).toEqual([["Umbrellas?", 1]]);
  await ask("Umbrellas?");
  expect((await lists()).open).toEqual([["Umbrellas?", 2]]);
});

test("a question ends when it is asked again and answered", async () => {
  const { organization, project, ask, lists } = await setUp();
  await ask("Do you sell umbrellas?");
  await addDocument(target, organization.id, project, { title: "Range", passages: [{ text: "We sell umbrellas in black and in red." }] });
  await ask("Do you sell umbrellas?");
  expect(await lists()).toEqual({ open: [], answered: [["Do you sell umbrellas?", 1]], dismissed: [] });
});

test("a viewer reads the questions and settles none, and bad input is refused", async () => {
  const { organization, path, settle } = await setUp();
  const viewer = await createMember(target, organization.id, "viewer");
  expect((await call(target, viewer, `GET ${path}/unanswered-questions`)).status).toBe(200);
  expect((await settle("Umbrellas?", "dismissed", viewer)).status).toBe(403);
  expect((await settle(" ", "dismissed")).status).toBe(422);
  expect((await settle("Umbrellas?", "forgotten")).status).toBe(422);
});

test("a page beyond the end of the list says how many there are", async () => {
  const { organization, path, ask } = await setUp();
  await ask("Umbrellas?");
  const { body } = await call<Listed>(target, organization.owner, `GET ${path}/unanswered-questions?page=2`);
  expect(body).toMatchObject({ data: [], total: 1 });
});
