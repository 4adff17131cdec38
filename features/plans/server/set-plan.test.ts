import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createInvitation, createMember, createOrganization, setStatus } from "#testing/factories.ts";
import { asOperator, createPayer, issued, manualBilling, setPlan, setSeller } from "#testing/manual-billing.ts";
import { countSeatsOfDay } from "./count-seats.ts";

const target = useApp({ variables: manualBilling });
const now = "2026-12-03T10:00:00Z";
beforeAll(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) }));
beforeEach(() => void vi.setSystemTime(now));
afterAll(() => vi.useRealTimers());

const terms = (body: { terms: { from_day: string; plan: string; currency: string }[] }) =>
  body.terms.map(({ from_day, plan, currency }) => `${from_day} ${plan} ${currency}`);
const seatsOf = async (id: string) =>
  (await target.database.admin.query("select day::text, seats from seat_days where organization_id = $1 order by day", [id])).rows;
const sweep = () => countSeatsOfDay.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(60_000) });

test("a higher plan begins today, a lower one with the next month, and whoever has none has Free", async () => {
  const ours = await createOrganization(target);
  const path = `/organizations/${ours.id}/plan`;
  expect((await asOperator(target, `GET ${path}`)).body).toEqual({ today: "2026-12-03", plan: "free", terms: [] });
  expect((await setPlan(target, ours, { plan: "business", currency: "usd" })).body).toMatchObject({ plan: "business" });
  expect(terms((await setPlan(target, ours, { plan: "pro" })).body)).toEqual(["2026-12-03 business usd", "2027-01-01 pro usd"]);
  const { body } = await setPlan(target, ours, { plan: "free" });
  expect([body.plan, terms(body)]).toEqual(["business", ["2026-12-03 business usd", "2027-01-01 free usd"]]);
  expect(body.terms.map(({ price }) => price)).toEqual([
    { month: 21_900, extra_seat: 800, extra_answer: 2, seats_included: 20, answers_included: 10_000 },
    null,
  ]);
  const log = await call<{ data: { sentence: string }[] }>(target, ours.owner, `GET /v1/organizations/${ours.id}/audit-entries`);
  expect(log.body.data.map(({ sentence }) => sentence)).toEqual([
    "The operator set the plan Free from 1 January 2027.",
    "The operator set the plan Pro from 1 January 2027.",
    "The operator set the plan Business from 3 December 2026.",
  ]);
});

test("to choose the plan that stands is no change, and ends what was to come", async () => {
  const ours = await createPayer(target, "pro", "2026-12-01");
  await setPlan(target, ours, { plan: "free" });
  expect(terms((await setPlan(target, ours, { plan: "pro" })).body)).toEqual(["2026-12-01 pro eur", "2026-12-03 pro eur"]);
  const again = await setPlan(target, ours, { plan: "pro" });
  expect(terms(again.body)).toEqual(["2026-12-01 pro eur", "2026-12-03 pro eur"]);
  const entries = await call<{ total: number }>(target, ours.owner, `GET /v1/organizations/${ours.id}/audit-entries`);
  expect(entries.body.total).toBe(3);
});

test("a day that was invoiced, or lies in such a month, is refused until the invoice is taken back", async () => {
  await setSeller(target);
  const ours = await createPayer(target, "pro", "2026-09-10");
  const [invoice] = await issued(target, ours, { month: "2026-10" });
  const refused = `Invoice ${invoice!.number} covers days until 31 October 2026. Choose a later day, or cancel it first.`;
  for (const from of ["2026-09-01", "2026-10-31", "2026-08-01"])
    expect((await setPlan(target, ours, { plan: "business", from })).body.error.field_errors, from).toEqual({ from: refused });
  expect((await setPlan(target, ours, { plan: "business", from: "2026-11-01" })).status).toBe(200);
  await asOperator(target, "POST /invoices/cancel", { number: invoice!.number, reason: "Agreed." });
  expect((await setPlan(target, ours, { plan: "business", from: "2026-10-31" })).status).toBe(200);
  const [anew] = await issued(target, ours, { month: "2026-10" });
  // 4900 × 21 ÷ 30, 4900 × 30 ÷ 31 and 19900 ÷ 31
  expect(anew!.lines.map(({ amount }) => amount)).toEqual([3_430, 4_742, 642]);
});

test("of an organization that was to be deleted and invoiced so far, no day that it covers is changed", async () => {
  await setSeller(target);
  const ours = await createPayer(target, "pro", "2026-12-01");
  await setStatus(target, ours.id, "deleting");
  await target.database.admin.query("update organizations set deletion_requested_at = $2 where id = $1", [ours.id, now]);
  await issued(target, ours);
  await setStatus(target, ours.id, "active");
  expect((await setPlan(target, ours, { plan: "business" })).status).toBe(422);
  expect((await setPlan(target, ours, { plan: "business", from: "2026-12-04" })).status).toBe(200);
});

test("a month is paid in one currency: another one begins with a month, and has invoices of its own", async () => {
  await setSeller(target);
  const ours = await createPayer(target, "pro", "2026-10-20");
  const refused = { currency: "Another currency begins with a month, such as 2026-12-01." };
  await setPlan(target, ours, { plan: "free", from: "2026-11-10" });
  for (const from of ["2026-11-02", "2026-11-20"])
    expect((await setPlan(target, ours, { plan: "pro", currency: "usd", from })).body.error.field_errors, from).toEqual(refused);
  expect(terms((await setPlan(target, ours, { plan: "pro", currency: "usd" })).body).at(-1)).toBe("2026-12-03 pro usd");
  expect(terms((await setPlan(target, ours, { plan: "business", currency: "usd" })).body).at(-1)).toBe("2026-12-03 business usd");
  vi.setSystemTime("2027-01-03T10:00:00Z");
  expect((await issued(target, ours)).map(({ currency, total }) => `${total} ${currency}`)).toEqual([
    // (4900 × 12 ÷ 31 + 4900 × 9 ÷ 30) × 1.19 and 21900 × 29 ÷ 31 × 1.19
    "4007 eur",
    "24380 usd",
  ]);
});

test("what cannot be is said at its field", async () => {
  const ours = await createOrganization(target);
  for (const [input, field_errors] of [
    [{ plan: "gold" }, { plan: "Choose a plan: free, pro, business." }],
    [{ plan: "pro", currency: "chf" }, { currency: "Choose a currency: eur or usd." }],
    [{ plan: "pro", from: "tomorrow" }, { from: "Enter a day such as 2026-12-01." }],
  ] as const)
    expect((await setPlan(target, ours, input)).body.error.field_errors).toEqual(field_errors);
});

test("the most seats of a day are kept, people who are invited among them, of whoever pays for them", async () => {
  const free = await createOrganization(target);
  const ours = await createPayer(target, "pro", "2026-12-01");
  expect(await seatsOf(ours.id)).toEqual([{ day: "2026-12-03", seats: 1 }]);
  const member = await createMember(target, ours.id, "member");
  await createInvitation(target, ours.id);
  await sweep();
  await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}/members/${member.membershipId}`);
  await sweep();
  vi.setSystemTime("2026-12-05T10:00:00Z");
  await sweep();
  expect(await seatsOf(ours.id)).toEqual([
    { day: "2026-12-03", seats: 3 },
    { day: "2026-12-05", seats: 2 },
  ]);
  expect(await seatsOf(free.id)).toEqual([]);
  await setPlan(target, ours, { plan: "free", from: "2026-12-06" });
  vi.setSystemTime("2026-12-06T10:00:00Z");
  await sweep();
  expect(await seatsOf(ours.id)).toHaveLength(2);
});
