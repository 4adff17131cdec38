import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import type { AuditEntry } from "#features/audit/contract.ts";
import { useApp } from "#testing/app.ts";
import { askOnce, createAsked, endOf, readBudget, readWarnings, setBudget } from "#testing/budgets.ts";
import { addMembership, call, createMember, createOrganization, createUser } from "#testing/factories.ts";
import { holdOrganization } from "#testing/hold-organization.ts";
import { record } from "#testing/usage.ts";
import type { Budget, Limits } from "../contract.ts";
import { countUsage } from "./count-usage.ts";

const target = useApp({ worker: true });
type Refusal = { error: { code: string; field_errors?: Record<string, string> } };

const put = <Body = Budget & Refusal>(id: string, as: { cookie: string }, budget: object, headers = {}) =>
  call<Body>(target, as, `PUT /v1/organizations/${id}/budget`, budget, headers);

/** Uses so much, as one act does. */
function use(id: string, quantity: number, key: string = crypto.randomUUID()): Promise<void> {
  return target.platform.database.transaction({ kind: "tenant", organizationId: id }, "write", ({ db, asQueue }) =>
    countUsage({ db, send: (job, payload) => target.platform.jobs.send(asQueue, job.name, { organization_id: id, payload }) }, id, [
      { kind: "answers", quantity, key },
    ]),
  );
}

const mailsTo = (address: string) => target.mails.filter(({ to }) => to === address).map(({ subject }) => subject);

test("a budget that was never set is null, and one that is set is answered as it was set", async () => {
  const { organization, agent } = await createAsked(target);
  const { id, owner } = organization;
  expect(await readBudget(target, organization)).toBeNull();
  const set = await put(id, owner, { answers: 10, sms_sent: 5, warn_only: ["sms_sent"], agents: { [agent]: { answers: 4 } } });
  expect(set).toMatchObject({
    status: 200,
    body: {
      answers: 10,
      sms_sent: 5,
      bytes_stored: null,
      warn_only: ["sms_sent"],
      agents: { [agent]: { answers: 4, input_tokens: null, name: "Assistant" } },
      limits: { answers: null },
      used: { answers: 0, sms_sent: 0 },
      version: 1,
    },
  });
  expect(Date.parse(set.body.period.from)).toBeLessThanOrEqual(Date.now());
  expect(Date.parse(set.body.period.to)).toBeGreaterThan(Date.now());
  expect(await readBudget(target, organization)).toEqual(set.body);
  expect((await put(id, owner, set.body)).body).toEqual(set.body);
  expect((await put(id, owner, {})).body).toMatchObject({ answers: null, sms_sent: null, agents: {}, version: 2 });
});

test("a cap that is set in the middle of a period begins with what the ledger holds of it, and of nothing before", async () => {
  const organization = await createOrganization(target);
  const long = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
  await record(
    target,
    organization.id,
    { kind: "answers", quantity: 7, key: "now" },
    { kind: "answers", quantity: 100, key: "then", occurredAt: long },
    { kind: "bytes_stored", quantity: 500, key: "file", occurredAt: long },
  );
  expect((await setBudget(target, organization, { answers: 8, bytes_stored: 1000 })).used).toEqual({ answers: 7, bytes_stored: 500 });
});

test("a cap waits for the acts that are under way, and counts them", async () => {
  const organization = await createOrganization(target);
  const gate = Promise.withResolvers<void>();
  const counted = Promise.withResolvers<void>();
  const act = target.platform.database.transaction({ kind: "tenant", organizationId: organization.id }, "write", async ({ db }) => {
    await countUsage({ db, send: async () => {} }, organization.id, [{ kind: "answers", quantity: 3, key: "act" }]);
    counted.resolve();
    await gate.promise;
  });
  await counted.promise;
  const set = setBudget(target, organization, { answers: 10 });
  await waitForLock();
  gate.resolve();
  await act;
  expect((await set).used).toEqual({ answers: 3 });
});

async function waitForLock(): Promise<void> {
  const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await expect.poll(async () => (await target.database.admin.query(waiting)).rowCount).toBe(1);
}

test("Owners alone read and set the budget; everybody sees how near its end is, and no quantities", async () => {
  const organization = await createOrganization(target);
  const { id } = organization;
  await setBudget(target, organization, { answers: 10 });
  await use(id, 8);
  for (const role of ["admin", "member", "viewer"]) {
    const member = await createMember(target, id, role);
    expect((await call(target, member, `GET /v1/organizations/${id}/budget`)).status, role).toBe(403);
    expect((await put(id, member, { answers: 1 })).status, role).toBe(403);
    expect(await readWarnings(target, id, member), role).toEqual([
      { kind: "answers", agent_id: null, percent: 80, stops: false, set_by: "owner", ends_at: expect.any(String) },
    ]);
  }
});

test("what is wrong is said at its field", async () => {
  const { id, owner } = await createOrganization(target);
  const refused = async (budget: object) => {
    const { status, body } = await put(id, owner, budget);
    return [status, body.error.field_errors];
  };
  expect(await refused({ answers: -1, sms_sent: 1.5, input_tokens: 10 })).toEqual([
    422,
    {
      answers: "A cap is at least 0.",
      sms_sent: "Enter a whole number.",
      input_tokens: "One answer reserves 4,000 of them: enter at least that, or 0 for none.",
    },
  ]);
  const { agent } = await createAsked(target);
  expect(await refused({ agents: { [agent]: { answers: 1 } } })).toEqual([422, { [`agents.${agent}`]: "There is no such agent." }]);
});

test("of Owners who change the budget at once one is told to look again, and the log says what was changed", async () => {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  await setBudget(target, organization, { answers: 5, sms_sent: 5 });
  const change = (answers: number) => put(id, owner, { answers, sms_sent: 5 }, { "if-match": '"1"' });
  const hold = await holdOrganization(target, id);
  const both = Promise.all([change(6), change(7)]);
  await hold.untilWaiting(2);
  await hold.release();
  expect((await both).map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const { answers, version } = (await readBudget(target, organization))!;
  expect(version).toBe(2);
  const log = await call<{ data: AuditEntry[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(log.body.data[0]).toMatchObject({ action: "budget.update", before: { answers: 5 }, after: { answers } });
});

test("each Owner is told once at 80 % and once at 100 %, no matter who crosses it and how many at once", async () => {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  const second = await createUser(target);
  await addMembership(target, id, second, "owner");
  const admin = await createMember(target, id, "admin");
  await setBudget(target, organization, { answers: 10 });
  await Promise.all(Array.from({ length: 7 }, () => use(id, 1)));
  await Promise.all(Array.from({ length: 20 }, () => use(id, 1, "the same act")));
  const near = ["80 % of a budget of answers is used"];
  await expect.poll(() => [mailsTo(owner.email), mailsTo(second.email)]).toEqual([near, near]);
  await Promise.all(Array.from({ length: 5 }, () => use(id, 1)));
  const both = [...near, "A budget of answers is spent"];
  await expect.poll(() => [mailsTo(owner.email).toSorted(), mailsTo(second.email).toSorted()]).toEqual([both.toSorted(), both.toSorted()]);
  const { text } = target.mails.findLast(({ to, subject }) => to === owner.email && subject.endsWith("spent"))!;
  expect(text).toMatch(/has used 10 answers of 10 answers this month\.\s+From now on no agent answers until /);
  expect(mailsTo(admin.email)).toEqual([]);
});

test("a changed cap warns again, and so does a new period", async () => {
  const organization = await createOrganization(target);
  const { id } = organization;
  await setBudget(target, organization, { answers: 10 });
  await use(id, 8);
  await setBudget(target, organization, { answers: 100 });
  expect(await readWarnings(target, id, organization.owner)).toEqual([]);
  await use(id, 72);
  const twice = Array.from({ length: 2 }, () => "80 % of a budget of answers is used");
  await expect.poll(() => mailsTo(organization.owner.email)).toEqual(twice);
  const { rows } = await target.database.admin.query("select told from budget_meters where organization_id = $1", [id]);
  expect(rows).toEqual([{ told: 80 }]);
});

test("a cap that only warns is told and stops nothing", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { answers: 1, warn_only: ["answers"] });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "done"]);
  expect(await readWarnings(target, organization.id, organization.owner)).toEqual([
    { kind: "answers", agent_id: null, percent: 100, stops: false, set_by: "owner", ends_at: expect.any(String) },
  ]);
  await expect.poll(() => mailsTo(organization.owner.email)).toEqual(["A budget of answers is spent"]);
});

test("an agent's cap warns about that agent alone", async () => {
  const { organization, agent } = await createAsked(target);
  await setBudget(target, organization, { agents: { [agent]: { answers: 1 } } });
  await askOnce(target, agent);
  const { id, owner } = organization;
  expect(await readWarnings(target, id, owner)).toEqual([]);
  expect(await readWarnings(target, id, owner, `agent_id=${agent}`)).toEqual([
    { kind: "answers", agent_id: agent, percent: 100, stops: true, set_by: "owner", ends_at: expect.any(String) },
  ]);
  await expect.poll(() => target.mails.findLast(({ to }) => to === owner.email)?.text).toContain('The agent "Assistant" of the');
});

test("the operator's limit holds beside a larger cap of the Owner's, who sees it and cannot change it", async () => {
  const { organization, agent } = await createAsked(target);
  const { id, owner } = organization;
  const key = { key: operatorKey(target.platform) };
  const limit = (changes: object) => call<Limits>(target, key, `PATCH /v1/operator/organizations/${id}/limits`, changes);
  await setBudget(target, organization, { answers: 100 });
  expect((await limit({ answers: 1, bytes_stored: 1000 })).body).toMatchObject({ answers: 1, bytes_stored: 1000, sms_sent: null });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  await setBudget(target, organization, { answers: 1000 });
  expect(endOf(await askOnce(target, agent))).toBe("error");
  expect(await readBudget(target, organization)).toMatchObject({ answers: 1000, limits: { answers: 1 }, used: { answers: 1 } });
  expect(await readWarnings(target, id, owner)).toEqual(
    [
      { kind: "answers", agent_id: null, percent: 100, stops: true, set_by: "operator", ends_at: expect.any(String) },
      { kind: "bytes_stored", agent_id: null, percent: expect.any(Number), stops: false, set_by: "operator", ends_at: expect.any(String) },
    ].slice(0, 1),
  );
  expect((await limit({ answers: null })).body).toMatchObject({ answers: null, bytes_stored: 1000 });
  expect(endOf(await askOnce(target, agent))).toBe("done");
  expect((await call<Limits>(target, key, `GET /v1/operator/organizations/${id}/limits`)).body).toMatchObject({ answers: null });
  const log = await call<{ data: AuditEntry[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  const [last] = log.body.data.filter(({ action }) => action === "operator.update_limits");
  expect(last).toMatchObject({ actor_label: "Operator", before: { answers: 1 }, after: { answers: null } });
});
