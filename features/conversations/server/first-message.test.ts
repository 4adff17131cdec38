import { expect, test } from "vitest";
import { mintVisitorToken } from "#access/visitor-token.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { createAsked, question, setBudget } from "#testing/budgets.ts";
import { call, startConversation, visitorOrigin, type TestVisit } from "#testing/factories.ts";
import { ask, askAll } from "#testing/visitor.ts";

const target = useApp();
const rowsOf = async (organizationId: string) =>
  (await target.database.admin.query("select id, message_count from conversations where organization_id = $1", [organizationId])).rows;
const read = (visit: TestVisit) =>
  call<{ data: { text: string }[]; greeting: string; agent_name: string }>(
    target,
    null,
    `GET /widget/v1/conversations/${visit.conversation_id}/messages`,
    undefined,
    { origin: visitorOrigin, authorization: `Bearer ${visit.visitor_token}` },
  );

test("a conversation becomes a row with its first message, under the id that its visitor was given", async () => {
  const { organization, agent } = await createAsked(target);
  const visits = await Promise.all(Array.from({ length: 20 }, () => startConversation(target, agent)));
  const visit = visits[0]!;
  const before = await read(visit);
  expect([before.status, before.body]).toEqual([
    200,
    {
      data: [],
      greeting: visit.greeting,
      agent_name: "Assistant",
      hands_over: true,
      asks: false,
      suggested_questions: [],
      handover: "agent",
      asked: null,
      rating: null,
    },
  ]);
  expect(await rowsOf(organization.id)).toEqual([]);
  await askAll(target, visit, question);
  expect(await rowsOf(organization.id)).toEqual([{ id: visit.conversation_id, message_count: 2 }]);
  expect((await read(visit)).body.data).toHaveLength(2);
});

test("of two first messages at once one is answered, and there is one conversation", async () => {
  const { organization, agent } = await createAsked(target);
  for (let round = 0; round < 5; round++) {
    const visit = await startConversation(target, agent);
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(target, visit, question)));
    const statuses = answers.map(({ status }) => status);
    await Promise.all(answers.map((answer) => answer.text()));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
  }
  expect(await rowsOf(organization.id)).toHaveLength(5);
});

test("a first message that is refused leaves no conversation", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 0 });
  const visit = await startConversation(target, agent);
  expect((await askAll(target, visit, question)).events.at(-1)!.event).toBe("error");
  expect((await askAll(target, visit, " ")).status).toBe(422);
  expect(await rowsOf(organization.id)).toEqual([]);
  expect((await read(visit)).body.data).toEqual([]);
});

test("a token without a message ends 24 hours after it was given", async () => {
  const { organization, agent } = await createAsked(target);
  const tokenOf = (hours: number): TestVisit => {
    const conversationId = newId("cnv");
    const visit = { organizationId: organization.id, agentId: agent, conversationId, entry: "website" as const };
    const begunAt = Date.now() - hours * 60 * 60 * 1000;
    const visitor_token = mintVisitorToken(target.platform, { ...visit, begunAt }, visitorOrigin);
    return { conversation_id: conversationId, visitor_token, greeting: "" };
  };
  const [fresh, old] = [tokenOf(23.9), tokenOf(24.1)];
  expect([(await read(fresh)).status, (await read(old)).status]).toEqual([200, 401]);
  expect([(await askAll(target, fresh, question)).status, (await askAll(target, old, question)).status]).toEqual([200, 401]);
});
