import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createOrganization, setBillingAddress, type TestOrganization } from "#testing/factories.ts";
import { asOperator, issue, listIssued, manualBilling, setPlan, setSeller } from "#testing/manual-billing.ts";
import { record, sumUp } from "#testing/usage.ts";
import type { TermPrice } from "#features/plans/contract.ts";

const target = useApp({ variables: manualBilling });
const dayMs = 86_400_000;
beforeAll(() => vi.useFakeTimers({ toFake: ["Date"] }));
beforeAll(() => setSeller(target));
afterAll(() => vi.useRealTimers());

type Step =
  | { kind: "answers"; count: number; daysAgo: number; again: boolean }
  | { kind: "plan"; plan: string; currency: string; inDays: number | null }
  | { kind: "seats"; seats: number }
  | { kind: "pass"; days: number }
  | { kind: "issue"; monthsAgo: number | null; atOnce: number }
  | { kind: "cancel"; which: number }
  | { kind: "delete" | "restore" | "sum" };

const one = <T>(...values: T[]) => fc.constantFrom(...values);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: one("answers" as const),
      count: fc.integer({ min: 1, max: 2_500 }),
      daysAgo: fc.nat(70),
      again: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: one("plan" as const),
      plan: one("free", "pro", "business"),
      currency: one("eur", "eur", "usd"),
      inDays: fc.option(fc.integer({ min: -45, max: 20 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: one("seats" as const), seats: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: one("pass" as const), days: fc.integer({ min: 1, max: 25 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: one("issue" as const), monthsAgo: fc.option(fc.integer({ min: 0, max: 3 })), atOnce: one(1, 1, 3) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: one("cancel" as const), which: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ kind: one("delete" as const, "restore" as const, "sum" as const) }) },
);

test(
  "whatever happens in months, in whichever order, however late and however often it is told: the invoices add up to what the ledger makes, to the cent",
  { timeout: 120_000 },
  async () => {
    const months = fc.record({
      zone: one("UTC", "America/New_York", "Pacific/Auckland"),
      steps: fc.array(step, { minLength: 12, maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(months, async ({ zone, steps }) => {
        vi.setSystemTime("2026-01-20T08:30:00Z");
        const ours = await createOrganization(target);
        await setBillingAddress(target, ours.id);
        await call(target, ours.owner, `PATCH /v1/organizations/${ours.id}`, { time_zone: zone });
        await setPlan(target, ours, { plan: "pro" });
        for (const [index, each] of steps.entries()) await take(ours, each, `step ${index}`);
        await settle(ours);
        expect(await invoicedTo(ours)).toEqual(await madeOfLedger(ours, zone));
      }),
      { numRuns: 8 },
    );
  },
);

async function take(ours: TestOrganization, each: Step, key: string): Promise<void> {
  const now = Date.now();
  if (each.kind === "answers") {
    const occurredAt = new Date(now - each.daysAgo * dayMs);
    await record(target, ours.id, { kind: "answers", quantity: each.count, key: each.again ? "again" : key, occurredAt });
  }
  if (each.kind === "plan") {
    const from = each.inDays === null ? {} : { from: new Date(now + each.inDays * dayMs).toISOString().slice(0, 10) };
    // What is refused, as a day that was invoiced, leaves all as it was.
    const { status } = await setPlan(target, ours, { plan: each.plan, currency: each.currency, ...from });
    expect([200, 422]).toContain(status);
  }
  if (each.kind === "seats")
    await target.database.admin.query(
      `insert into seat_days (organization_id, day, seats) values ($1, $2, $3)
       on conflict (organization_id, day) do update set seats = greatest(seat_days.seats, excluded.seats)`,
      [ours.id, (await asOperator<{ today: string }>(target, `GET /organizations/${ours.id}/plan`)).body.today, each.seats],
    );
  if (each.kind === "pass") vi.setSystemTime(now + each.days * dayMs);
  if (each.kind === "sum") await sumUp(target, ours.id);
  if (each.kind === "delete") await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}`, { confirm_name: "Test Company" });
  if (each.kind === "restore") await call(target, ours.owner, `POST /v1/organizations/${ours.id}/restore`, {});
  if (each.kind === "issue") {
    const month = each.monthsAgo === null ? {} : { month: new Date(now - each.monthsAgo * 30 * dayMs).toISOString().slice(0, 7) };
    const answers = await Promise.all(Array.from({ length: each.atOnce }, () => issue(target, ours, month)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  }
  if (each.kind === "cancel") {
    const standing = (await listIssued(target, `organization_id=${ours.id}`)).filter(
      ({ kind, status }) => kind === "invoice" && status !== "void",
    );
    const chosen = standing[each.which % standing.length];
    if (chosen) await asOperator(target, "POST /invoices/cancel", { number: chosen.number, reason: "Agreed." });
  }
}

/** All months end, and what was to the organization's favour is used up by those that follow. */
async function settle(ours: TestOrganization): Promise<void> {
  await call(target, ours.owner, `POST /v1/organizations/${ours.id}/restore`, {});
  for (let waits: string | null = "not asked yet"; waits !== null;) {
    vi.setSystemTime(Date.now() + 40 * dayMs);
    ({ waits } = (await issue(target, ours)).body);
    if (waits === null) return;
    const currency = waits.includes("$") ? "usd" : "eur";
    const nextMonth = new Date(Date.now() + 31 * dayMs).toISOString().slice(0, 7);
    expect((await setPlan(target, ours, { plan: "business", currency, from: `${nextMonth}-01` })).status).toBe(200);
  }
}

type Sums = Record<string, number>;

/** What the invoices and credit notes charge before tax, by currency; the tax of each is looked at by the way. */
async function invoicedTo({ id }: TestOrganization): Promise<Sums> {
  const { rows } = await target.database.admin.query(
    "select currency, subtotal::int, tax::int, total::int from invoices where organization_id = $1",
    [id],
  );
  const sums: Sums = {};
  for (const { currency, subtotal, tax, total } of rows) {
    expect([tax, total]).toEqual([Math.sign(subtotal) * Math.round((Math.abs(subtotal) * 19) / 100), subtotal + tax]);
    sums[currency] = (sums[currency] ?? 0) + subtotal;
  }
  return withoutZeros(sums);
}

/** The same made anew from the raw rows, a day at a time. */
async function madeOfLedger({ id }: TestOrganization, zone: string): Promise<Sums> {
  const read = async <Row>(sql: string) => (await target.database.admin.query(sql, [id])).rows as Row[];
  const terms = await read<{ day: string; plan: string; currency: string; price: TermPrice | null }>(
    "select from_day::text as day, plan, currency, price from plan_terms where organization_id = $1 order by 1",
  );
  const seats = await read<{ day: string; seats: number }>("select day::text, seats from seat_days where organization_id = $1 order by 1");
  const events = await read<{ occurred_at: Date; quantity: string }>(
    "select occurred_at, quantity from usage_events where organization_id = $1 and kind = 'answers'",
  );
  const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
  const answersOf = new Map<string, number>();
  for (const { occurred_at, quantity } of events) {
    const day = calendar.format(occurred_at);
    answersOf.set(day, (answersOf.get(day) ?? 0) + Number(quantity));
  }
  const sums: Sums = {};
  const thisMonth = calendar.format(new Date()).slice(0, 7);
  for (let month = "2025-11"; month < thisMonth; month = new Date(Date.parse(`${month}-28`) + 10 * dayMs).toISOString().slice(0, 7)) {
    const days = Array.from({ length: 31 }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`).filter(
      (day) => new Date(day).toString() !== "Invalid Date" && new Date(day).toISOString().startsWith(day),
    );
    const feeDays = new Map<string, number>();
    const seatDays = new Map<string, number>();
    let [currency, used, includedDays, extraAnswer] = ["eur", 0, 0, 0];
    for (const day of days) {
      const term = terms.findLast((each) => each.day <= day);
      if (!term?.price) continue;
      const { price } = term;
      currency = term.currency;
      extraAnswer = price.extra_answer;
      used += answersOf.get(day) ?? 0;
      includedDays += price.answers_included;
      const fee = `${term.plan} ${price.month}`;
      feeDays.set(fee, (feeDays.get(fee) ?? 0) + price.month);
      const extra = Math.max(0, (seats.findLast((each) => each.day <= day)?.seats ?? 0) - price.seats_included);
      seatDays.set(term.day, (seatDays.get(term.day) ?? 0) + extra * price.extra_seat);
    }
    const parts = [...feeDays.values(), ...seatDays.values()].map((whole) => Math.floor((2 * whole + days.length) / (2 * days.length)));
    const beyond = Math.max(0, used - Math.floor(includedDays / days.length)) * extraAnswer;
    sums[currency] = parts.reduce((sum, part) => sum + part, (sums[currency] ?? 0) + beyond);
  }
  return withoutZeros(sums);
}

const withoutZeros = (sums: Sums): Sums => Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
