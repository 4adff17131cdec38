import { expect, test } from "vitest";
import { ChangeSettings } from "#features/agents/contract/settings.ts";
import { unknownVariables } from "#features/agents/contract/variables.ts";
import type { Agent } from "#features/agents/contract.ts";
import { CreateSavedReply, type SavedReply } from "#features/saved-replies/contract.ts";
import { useApp } from "#testing/app.ts";
import { call, createCustomRole, createMember, createOrganization, createProject, startConversation } from "#testing/factories.ts";
import { TemplateName } from "../contract.ts";
import { templates } from "./templates.ts";

const target = useApp();
type Made = { agent: Agent; saved_replies: string[] };

async function setUp() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const path = `/v1/organizations/${organization.id}/projects/${project}`;
  const apply = (template: string, as: { cookie: string } = organization.owner) =>
    call<Made>(target, as, `POST ${path}/templates`, { template, name: "Desk" });
  const replies = async () => (await call<{ data: SavedReply[] }>(target, organization.owner, `GET ${path}/saved-replies`)).body.data;
  return { organization, path, apply, replies };
}

test.each(TemplateName.options)(
  "%s fills a project with an agent that answers, questions to begin with and saved replies",
  async (name) => {
    const { apply, replies } = await setUp();
    const { status, body } = await apply(name);
    expect([status, body.agent.published_version, body.agent.instructions]).toEqual([201, 1, templates[name].settings.instructions]);
    expect(body.saved_replies).toEqual(templates[name].replies.map((reply) => reply.name));
    expect((await replies()).map((reply) => reply.name)).toEqual(body.saved_replies.toSorted());
    expect(await startConversation(target, body.agent.id)).toMatchObject({
      greeting: templates[name].settings.greeting,
      suggested_questions: templates[name].settings.suggested_questions,
    });
  },
);

test.each(TemplateName.options)("what %s holds could be typed as well, and names variables that there are", (name) => {
  const { settings, replies } = templates[name];
  expect(ChangeSettings.parse(settings)).toEqual(settings);
  expect(unknownVariables(settings.instructions!)).toEqual([]);
  for (const reply of replies) expect(CreateSavedReply.parse(reply)).toEqual(reply);
});

test("replies that the project has under a name or a shortcut stay as they are", async () => {
  const { organization, path, apply, replies } = await setUp();
  const add = (reply: object) => call(target, organization.owner, `POST ${path}/saved-replies`, reply);
  await add({ name: "Return label", text: "Ours.", shortcut: null });
  await add({ name: "Mine", text: "Ours.", shortcut: "wait" });
  expect((await apply("support")).body.saved_replies).toEqual(["Ask for the order number"]);
  expect((await replies()).filter(({ text }) => text === "Ours.")).toHaveLength(2);
});

test("who cannot change the project gets the agent alone, and who can create none gets nothing", async () => {
  const { organization, apply, replies } = await setUp();
  const role = await createCustomRole(target, organization.id, ["project:read", "agent:read", "agent:create"]);
  const maker = await createMember(target, organization.id, role);
  expect((await apply("sales", maker)).body.saved_replies).toEqual([]);
  expect(await replies()).toEqual([]);
  expect((await apply("sales", await createMember(target, organization.id, "viewer"))).status).toBe(403);
});
