import { expect, test } from "vitest";
import type { ContactNumber } from "../contract.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createOrganization,
  createPhoneNumber,
  createProject,
  setStatus,
  startConversation,
  visitorOrigin,
} from "#testing/factories.ts";
import { addPassage, askAll } from "#testing/visitor.ts";

const target = useApp();
const contact = { number: "+4930901820", international: "+49 30 901820" };
const known = "How long does delivery take?";
const unknown = "Who won the world cup in 1954?";

async function visit() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Delivery takes three working days.");
  const agent = await createAgent(target, organization, project);
  return { organization, agent, visitor: await startConversation(target, agent) };
}

type Visitor = Awaited<ReturnType<typeof startConversation>>;
const contactOf = (answer: Awaited<ReturnType<typeof askAll>>) => (answer.events.at(-1)!.data as { contact?: ContactNumber }).contact;
const history = async ({ conversation_id, visitor_token }: Visitor) =>
  (
    await call<{ data: { contact?: ContactNumber }[] }>(
      target,
      null,
      `GET /widget/v1/conversations/${conversation_id}/messages`,
      undefined,
      {
        origin: visitorOrigin,
        authorization: `Bearer ${visitor_token}`,
      },
    )
  ).body.data.map((message) => message.contact);

test("an agent that has no answer names the primary contact number, once asked again and after a reload too", async () => {
  const { organization, visitor } = await visit();
  await createPhoneNumber(target, organization.id, contact.number);
  await createPhoneNumber(target, organization.id, "+4930901821");
  const answered = await askAll(target, visitor, known);
  expect(answered.citations).toHaveLength(1);
  expect(contactOf(answered)).toBeUndefined();
  expect(contactOf(await askAll(target, visitor, unknown, { key: "once" }))).toEqual(contact);
  expect(contactOf(await askAll(target, visitor, unknown, { key: "once" }))).toEqual(contact);
  expect(await history(visitor)).toEqual([undefined, undefined, undefined, contact]);
});

test("it names no number where there is none, or where the primary one is not for contact", async () => {
  const { organization, visitor } = await visit();
  expect(contactOf(await askAll(target, visitor, unknown))).toBeUndefined();
  await createPhoneNumber(target, organization.id, contact.number, { use: ["sms"] });
  await createPhoneNumber(target, organization.id, "+4930901821", { use: ["contact"] });
  expect(contactOf(await askAll(target, visitor, unknown))).toBeUndefined();
  expect(await history(visitor)).toEqual(Array(4).fill(undefined));
});

test.each([
  ["suspended", "This chat is not available at the moment. You can call +49 30 901820."],
  ["deleting", "This chat is not available at the moment."],
] as const)("while the organization is %s its visitors read: %s", async (status, sentence) => {
  const { organization, agent, visitor } = await visit();
  await createPhoneNumber(target, organization.id, contact.number);
  await setStatus(target, organization.id, status);
  const asked = await askAll(target, visitor, known);
  expect([asked.status, asked.events[0]!.data.error!.message]).toEqual([423, sentence]);
  const path = `POST /widget/v1/agents/${agent}/conversations`;
  const begun = await call<{ error: { message: string } }>(target, null, path, {}, { origin: visitorOrigin });
  expect([begun.status, begun.body.error.message]).toEqual([423, sentence]);
  const member = await call<{ error: { message: string } }>(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, {
    name: "x",
  });
  expect(member.body.error.message).not.toContain("+49");
});
