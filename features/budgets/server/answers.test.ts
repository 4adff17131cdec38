import { expect, test } from "vitest";
import { openTestApp, useApp } from "#testing/app.ts";
import { askOnce, createAsked, endOf, question, readBudget, setBudget } from "#testing/budgets.ts";
import { call, createAgent, createPhoneNumber, startConversation, startTestChat } from "#testing/factories.ts";
import { readUsage } from "#testing/usage.ts";
import { askAll } from "#testing/visitor.ts";

const target = useApp();
const answersOf = async (organization: Parameters<typeof readUsage>[1]) => (await readUsage(target, organization)).totals.answers;
const doneOf = (ends: (string | undefined)[]) => ends.filter((end) => end === "done").length;

test("of 100 answers at once against a budget of 10 exactly 10 are given", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 10 });
  const visits = await Promise.all(Array.from({ length: 100 }, () => startConversation(target, agent)));
  const answers = await Promise.all(visits.map((visit) => askAll(target, visit, question)));
  expect(doneOf(answers.map(endOf))).toBe(10);
  expect(await answersOf(organization)).toBe(10);
  expect(await readBudget(target, organization)).toMatchObject({ used: { answers: 10 }, reserved: { answers: 0 } });
});

test("two processes on one database give together what one budget holds", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 7 });
  const other = await openTestApp({ beside: target });
  try {
    const visits = await Promise.all(Array.from({ length: 30 }, () => startConversation(target, agent)));
    const answers = await Promise.all(visits.map((visit, index) => askAll(index % 2 === 0 ? target : other, visit, question)));
    expect(doneOf(answers.map(endOf))).toBe(7);
    expect(await answersOf(organization)).toBe(7);
  } finally {
    await other.close();
  }
});

test("a spent budget says the neutral sentence with the contact, which is no answer and is not kept", async () => {
  const { organization, project, agent } = await createAsked(target);
  await createPhoneNumber(target, organization.id, "+4930901820");
  await setBudget(target, organization, { answers: 1 });
  const visit = await startConversation(target, agent);
  expect(endOf(await askAll(target, visit, question))).toBe("done");
  const refused = await askAll(target, visit, "And how much do they cost?");
  expect([refused.status, refused.events]).toEqual([
    200,
    [
      {
        event: "error",
        data: {
          code: "status_forbids",
          message: "This chat is not available at the moment. You can call +49 30 901820.",
          contact: { number: "+4930901820", international: "+49 30 901820" },
        },
      },
    ],
  ]);
  const path = `/v1/organizations/${organization.id}/projects/${project}/conversations/${visit.conversation_id}/messages`;
  const { body } = await call<{ data: unknown[] }>(target, organization.owner, `GET ${path}`);
  expect(body.data).toHaveLength(2);
  expect((await readUsage(target, organization)).totals).toMatchObject({ answers: 1, messages_received: 1 });
});

test("the test chat and shared test pages spend the same budget", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 1 });
  const ask = async () => endOf(await askAll(target, await startTestChat(target, agent, organization.owner), question));
  expect([await ask(), await ask(), endOf(await askOnce(target, agent))]).toEqual(["done", "error", "error"]);
});

test("a raised budget continues, one lowered below what was used stops, and without one everything is let through", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 1 });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  await setBudget(target, organization, { answers: 3 });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "done"]);
  const lowered = await setBudget(target, organization, { answers: 2 });
  expect(lowered).toMatchObject({ answers: 2, used: { answers: 3 } });
  expect(endOf(await askOnce(target, agent))).toBe("error");
  await setBudget(target, organization, { answers: null });
  expect(endOf(await askOnce(target, agent))).toBe("done");
});

test("a cap of zero lets nothing be answered", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 0 });
  expect(endOf(await askOnce(target, agent))).toBe("error");
});

test("an agent's cap and the organization's hold together", async () => {
  const { organization, project, agent } = await createAsked(target);
  const other = await createAgent(target, organization, project, { name: "Second" });
  await setBudget(target, organization, { answers: 3, agents: { [agent]: { answers: 1 } } });
  const askTogether = (ids: string[]) => Promise.all(ids.map(async (id) => endOf(await askOnce(target, id))));
  expect(doneOf(await askTogether([agent, agent]))).toBe(1);
  expect(doneOf(await askTogether([other, other, other]))).toBe(2);
  const budget = await readBudget(target, organization);
  expect(budget).toMatchObject({ used: { answers: 3 }, agents: { [agent]: { used: { answers: 1 }, name: "Assistant" } } });
});

test("many agents of one organization asked and set at once meet without a deadlock", async () => {
  const { organization, project, agent } = await createAsked(target);
  const others = await Promise.all([1, 2, 3].map((index) => createAgent(target, organization, project, { name: `Agent ${index}` })));
  const agents = [agent, ...others];
  const caps = Object.fromEntries(agents.map((id) => [id, { answers: 6 }]));
  await setBudget(target, organization, { answers: 20, agents: caps });
  const asked = Promise.all(Array.from({ length: 40 }, (_, index) => askOnce(target, agents[index % agents.length]!)));
  for (const answers of [20, 21, 20]) await setBudget(target, organization, { answers, agents: caps });
  expect(doneOf((await asked).map(endOf))).toBeGreaterThanOrEqual(20);
  expect(await answersOf(organization)).toBeLessThanOrEqual(21);
  const path = `/v1/organizations/${organization.id}/projects/${project}/agents/${agent}`;
  const [gone] = await Promise.all([call(target, organization.owner, `DELETE ${path}`), setBudget(target, organization, { answers: 50 })]);
  expect(gone.status).toBe(204);
  expect((await readBudget(target, organization))?.agents[agent]).toBeUndefined();
});

test("a cap that is set in the middle of answers counts each of them once", async () => {
  const { organization, agent } = await createAsked(target);
  const visits = await Promise.all(Array.from({ length: 20 }, () => startConversation(target, agent)));
  const asked = visits.map((visit) => askAll(target, visit, question));
  await asked[0];
  await setBudget(target, organization, { answers: 1000 });
  await Promise.all(asked);
  expect((await readBudget(target, organization))?.used.answers).toBe(20);
});

test("an answer is begun in the organization's period, and the next period starts at zero", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 1 });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  const { admin } = target.database;
  await admin.query("update usage_pending set occurred_at = occurred_at - interval '40 days' where organization_id = $1", [
    organization.id,
  ]);
  await admin.query("update budget_meters set period_from = now() - interval '40 days', period_to = now() where organization_id = $1", [
    organization.id,
  ]);
  expect((await readBudget(target, organization))?.used.answers).toBe(0);
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  expect((await readBudget(target, organization))?.used.answers).toBe(1);
});

test("a question that is sent again with its key is reserved and counted once", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 2 });
  const visit = await startConversation(target, agent);
  await Promise.all(Array.from({ length: 5 }, () => askAll(target, visit, question, { key: "turn" })));
  expect(endOf(await askAll(target, visit, question, { key: "turn" }))).toBe("done");
  expect(await readBudget(target, organization)).toMatchObject({ used: { answers: 1 }, reserved: { answers: 0 } });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  expect(endOf(await askAll(target, visit, question, { key: "turn" }))).toBe("done");
});

test("a lease that ended counts as free, and one that is running does not", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 2 });
  const reserveUntil = (until: string, key: string) =>
    target.database.admin.query(
      `insert into budget_reservations (organization_id, key, meter_id, quantity, lease_until)
       select organization_id, $2, id, 1, now() + $3::interval from budget_meters where organization_id = $1`,
      [organization.id, key, until],
    );
  await reserveUntil("-1 second", "dead");
  await reserveUntil("1 hour", "alive");
  expect(await readBudget(target, organization)).toMatchObject({ reserved: { answers: 1 } });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  const { rows } = await target.database.admin.query("select key from budget_reservations where organization_id = $1", [organization.id]);
  expect(rows).toEqual([{ key: "alive" }]);
});
