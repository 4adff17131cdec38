import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import type { AuditEntry } from "#features/audit/contract.ts";
import type { Subscription } from "../contract.ts";
import { tellBudget } from "#features/budgets/server/tell-budget.ts";
import { openTestApp, useApp } from "#testing/app.ts";
import { bringPlansUp, setPlan } from "#testing/billing.ts";
import { askOnce, createAsked, endOf, question, readBudget, readWarnings, setBudget } from "#testing/budgets.ts";
import {
  call,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  upload,
  type TestOrganization,
} from "#testing/factories.ts";
import { runJob } from "#testing/run-job.ts";
import { readUsage, record } from "#testing/usage.ts";
import { askAll } from "#testing/visitor.ts";
import { followPlans } from "./follow-plans.ts";

const target = useApp({ variables: { BILLING: "manual" } });
type Refusal = { error: { code: string; message: string; field_errors?: Record<string, string> } };

const setSpendCap = ({ id }: TestOrganization, as: { cookie: string }, spend_cap: unknown) =>
  call<Subscription & Refusal>(target, as, `PUT /v1/organizations/${id}/subscription/spend-cap`, { spend_cap });
const use = ({ id }: TestOrganization, kind: "answers" | "bytes_stored", quantity: number) =>
  record(target, id, { kind, quantity, key: "before" });
const capsOf = async (ours: TestOrganization) => {
  const { answers, bytes_stored } = (await readBudget(target, ours))?.billing ?? { answers: null, bytes_stored: null };
  return { answers, bytes_stored };
};
const [megabyte, gigabyte] = [1_000_000, 1_000_000_000];

test("a new organization gets the caps of Free, a plan that was set its own, and each follows the next one", async () => {
  const ours = await createOrganization(target);
  expect(await readBudget(target, ours)).toBeNull();
  await bringPlansUp(target);
  expect(await capsOf(ours)).toEqual({ answers: 100, bytes_stored: 100 * megabyte });
  await setPlan(target, ours, "pro");
  expect(await capsOf(ours)).toEqual({ answers: null, bytes_stored: 5 * gigabyte });
  await setPlan(target, ours, "free");
  expect(await capsOf(ours)).toEqual({ answers: 100, bytes_stored: 100 * megabyte });
});

test("a plan of a later day counts from that day on, in the organization's time zone", async () => {
  const ours = await createOrganization(target);
  const { admin } = target.database;
  await admin.query("update organizations set time_zone = 'Pacific/Kiritimati' where id = $1", [ours.id]);
  const begin = (day: string) =>
    admin.query(
      `insert into plan_terms (organization_id, from_day, plan, currency)
       values ($1, (now() at time zone 'Pacific/Kiritimati')::date + $2::int, $3, 'usd')`,
      [ours.id, day, day === "0" ? "business" : "pro"],
    );
  await begin("2");
  await bringPlansUp(target);
  expect((await capsOf(ours)).bytes_stored).toBe(100 * megabyte);
  const { body } = await call<Subscription>(target, ours.owner, `GET /v1/organizations/${ours.id}/subscription`);
  expect(body).toMatchObject({ plan: "free", next_plan: "pro" });
  expect(Date.parse(body.next_plan_at!)).toBeGreaterThan(Date.now());
  await begin("0");
  await bringPlansUp(target);
  expect((await capsOf(ours)).bytes_stored).toBe(50 * gigabyte);
});

test("answers beyond those of a free plan are not given: visitors read the neutral sentence, members who can allow more", async () => {
  const { organization: ours, agent } = await createAsked(target);
  await use(ours, "answers", 99);
  await bringPlansUp(target);
  expect(endOf(await askOnce(target, agent))).toBe("done");
  const refused = await askOnce(target, agent);
  expect(refused.events).toEqual([
    { event: "error", data: { code: "status_forbids", message: "This chat is not available at the moment." } },
  ]);
  const viewer = await createMember(target, ours.id, "viewer");
  const [warning] = await readWarnings(target, ours.id, viewer);
  expect(warning).toMatchObject({ kind: "answers", percent: 100, stops: true, set_by: "billing" });
  expect(warning!.ends_at).toBe((await readBudget(target, ours))!.period.to);
  await setPlan(target, ours, "pro");
  expect(endOf(await askOnce(target, agent))).toBe("done");
});

test("storage beyond a plan's is refused, files one by one, and who can allow more is said", async () => {
  const { organization: ours, project } = await createAsked(target);
  await use(ours, "bytes_stored", 100 * megabyte - 50);
  await bringPlansUp(target);
  const sources = `/v1/organizations/${ours.id}/projects/${project}/sources`;
  const sizes = [60, 10];
  const sent = await upload(
    target,
    ours.owner,
    `${sources}/files`,
    sizes.map((size) => ({ name: `file-${size}.txt`, bytes: "a".repeat(size) })),
  );
  expect(sent.body.data.map(({ status, error }) => [status, error?.code])).toEqual([
    ["failed", "storage_full"],
    ["processing", undefined],
  ]);
  const write = () => call<Refusal>(target, ours.owner, `POST ${sources}/texts`, { name: "Note", text: "Noted in passing. ".repeat(9) });
  expect(await write()).toMatchObject({
    status: 409,
    body: {
      error: {
        code: "limit_reached",
        message: "No storage is left. Delete files that are not needed. Under Billing, an Owner can see how to get more.",
      },
    },
  });
  await setPlan(target, ours, "pro");
  expect((await write()).status).toBe(201);
});

test("of 100 answers at once against a spending cap exactly as many are given as it pays for, beyond the included ones", async () => {
  const { organization: ours, agent } = await createAsked(target);
  await use(ours, "answers", 1_996);
  await setPlan(target, ours, "pro");
  // At 3 cents each it pays for 6; 2 cents are left over.
  const { body } = await setSpendCap(ours, ours.owner, 20);
  expect(body).toMatchObject({ spend_cap: 20, answers: { used: 1_996, included: 2_000, max: 2_006, price: 3, spent: 0 } });
  const visits = await Promise.all(Array.from({ length: 100 }, () => startConversation(target, agent)));
  const answers = await Promise.all(visits.map((visit) => askAll(target, visit, question)));
  expect(answers.filter((answer) => endOf(answer) === "done")).toHaveLength(10);
  expect((await readUsage(target, ours)).totals.answers).toBe(2_006);
  expect((await setSpendCap(ours, ours.owner, 20)).body.answers).toMatchObject({ used: 2_006, spent: 18 });
});

test("a spending cap of nothing stops at the included answers, a raised one goes on, and none lets everything through", async () => {
  const { organization: ours, agent } = await createAsked(target);
  await use(ours, "answers", 1_999);
  await setPlan(target, ours, "pro");
  await setSpendCap(ours, ours.owner, 0);
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  await setSpendCap(ours, ours.owner, 3);
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  await setPlan(target, ours, "pro", "usd");
  expect((await setSpendCap(ours, ours.owner, null)).body).toMatchObject({ currency: "usd", spend_cap: null, answers: { max: null } });
  expect(endOf(await askOnce(target, agent))).toBe("done");
});

test("a spending cap is an Owner's to set, is told at its field where it is wrong, and leaves an entry when it changes", async () => {
  const ours = await createOrganization(target);
  const admin = await createMember(target, ours.id, "admin");
  expect((await setSpendCap(ours, admin, 500)).status).toBe(403);
  for (const wrong of [-1, 1.5, "5", undefined]) {
    const { status, body } = await setSpendCap(ours, ours.owner, wrong);
    expect([status, Object.keys(body.error.field_errors ?? {})]).toEqual([422, ["spend_cap"]]);
  }
  for (const cap of [500, 500, null]) expect((await setSpendCap(ours, ours.owner, cap)).body.spend_cap).toBe(cap);
  const log = await call<{ data: (AuditEntry & { sentence: string })[] }>(
    target,
    ours.owner,
    `GET /v1/organizations/${ours.id}/audit-entries?action=subscription.update_spend_cap`,
  );
  expect(log.body.data.map(({ sentence }) => sentence)).toEqual([
    "Test Person took away the cap on what answers beyond the included ones may cost.",
    "Test Person capped what answers beyond the included ones may cost at 5.00 EUR.",
  ]);
});

test("the caps of Owner, operator and plan hold together, and none takes another's place", async () => {
  const { organization: ours, agent } = await createAsked(target);
  await use(ours, "answers", 98);
  await bringPlansUp(target);
  await setBudget(target, ours, { answers: 99 });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  await setBudget(target, ours, { answers: 500 });
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
  expect(await readBudget(target, ours)).toMatchObject({ answers: 500, billing: { answers: 100, used: { answers: 100 } } });
});

test("the plan's number of agents and the operator's hold together, and neither takes the other's place", async () => {
  const ours = await createOrganization(target);
  const project = await createProject(target, ours.id, ours.owner.id);
  const create = async () => {
    const { status, body } = await call<Partial<Refusal>>(
      target,
      ours.owner,
      `POST /v1/organizations/${ours.id}/projects/${project}/agents`,
      {
        name: "Shop",
      },
    );
    return [status, body.error?.message];
  };
  const limit = (agents: number | null) =>
    call(target, { key: operatorKey(target.platform) }, `PATCH /v1/operator/organizations/${ours.id}/limits`, { agents });
  await bringPlansUp(target);
  await limit(5);
  expect((await create())[0]).toBe(201);
  expect(await create()).toEqual([409, "Free has one agent. Under Billing, an Owner can see how to get more."]);
  await setPlan(target, ours, "pro");
  await limit(1);
  await bringPlansUp(target);
  expect(await create()).toEqual([
    409,
    "This organization may have one agent. Delete one that is not needed, or ask the operator of this installation to raise the limit.",
  ]);
  await limit(null);
  expect((await create())[0]).toBe(201);
});

test("Owners are told by mail at four fifths and when all is used, once each, in the words of a plan and with the way to Billing", async () => {
  const { organization: ours, agent } = await createAsked(target);
  await use(ours, "answers", 79);
  await bringPlansUp(target);
  await askOnce(target, agent);
  await bringPlansUp(target);
  const told = async () => {
    const { rows } = await target.database.admin.query(
      "select data->'payload' as payload from jobs.job where name = $1 and data->>'organization_id' = $2 order by created_on",
      [tellBudget.name, ours.id],
    );
    return rows.map(({ payload }) => tellBudget.payload.parse(payload));
  };
  const [first, ...others] = await told();
  expect(others).toEqual([]);
  await runJob(target, tellBudget, ours.id, first!);
  const mail = target.mails.findLast(({ to }) => to === ours.owner.email)!;
  expect(mail.subject).toBe("80 % of your answers are used");
  expect(mail.text).toContain('The organization "Test Company" has used 80 answers of 100 answers in the period that ends on');
  expect(mail.text).toContain("Any Owner finds under Billing how to get more.");
  expect(mail.text).toContain(`/organizations/${ours.id}/settings/billing`);
});

test("where nothing is sold any more, nobody is stopped by a plan", async () => {
  const { organization: ours, agent } = await createAsked(target);
  await use(ours, "answers", 100);
  await bringPlansUp(target);
  expect(endOf(await askOnce(target, agent))).toBe("error");
  const off = await openTestApp({ beside: target, variables: { BILLING: "off" } });
  try {
    await bringPlansUp(off);
    expect(endOf(await askOnce(off, agent))).toBe("done");
    expect(await readBudget(off, ours)).toBeNull();
  } finally {
    await off.close();
  }
});

test("where something is sold an organization has the caps of Free from its first moment on", async () => {
  await followPlans.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
  const { organization: ours, agent } = await createAsked(target);
  expect(await capsOf(ours)).toEqual({ answers: 100, bytes_stored: 100 * megabyte });
  const records = "select kind, cap, plan from record_caps where organization_id = $1 and set_by = 'billing' order by kind";
  expect((await target.database.admin.query(records, [ours.id])).rows).toEqual([
    { kind: "agents", cap: 1, plan: "Free" },
    { kind: "seats", cap: 2, plan: "Free" },
  ]);
  expect(endOf(await askOnce(target, agent))).toBe("done");
  const counted = "select used from budget_meters where organization_id = $1 and kind = 'answers'";
  expect((await target.database.admin.query(counted, [ours.id])).rows).toEqual([{ used: "1" }]);
  const off = await openTestApp({ beside: target, variables: { BILLING: "off" } });
  try {
    await bringPlansUp(off);
    expect(await readBudget(off, await createOrganization(off))).toBeNull();
  } finally {
    await off.close();
  }
});
