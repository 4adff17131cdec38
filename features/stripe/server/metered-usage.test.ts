import fc from "fast-check";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { recordUsage } from "#features/usage/server/record-usage.ts";
import { rollUpOrganization } from "#features/usage/server/roll-up-usage.ts";
import { useApp } from "#testing/app.ts";
import { act, readSubscription, sendWebhook, subscribe } from "#testing/billing.ts";
import { createOrganization, type TestOrganization } from "#testing/factories.ts";
import { runJob } from "#testing/run-job.ts";
import type { Event } from "#testing/stripe/objects.ts";
import { startStripeServer, type Failure } from "#testing/stripe/server.ts";
import { followOrganization } from "./follow.ts";
import { reconcileOrganization } from "./reconcile.ts";
import { stripeChanged } from "./stripe-changed.ts";

const stripe = await startStripeServer();
afterAll(() => stripe.close());
afterEach(() => vi.useRealTimers());
const target = useApp({ variables: stripe.variables });
const { signal } = new AbortController();

/** Hours are counted from here, so that none begins between two steps of a test. */
const startedAt = Date.now();

async function answer({ id }: TestOrganization, count: number, key: string, hoursAgo = 0): Promise<void> {
  const occurredAt = new Date(startedAt - hoursAgo * 3_600_000);
  await target.platform.database.transaction({ kind: "tenant", organizationId: id }, "write", ({ db }) =>
    recordUsage(db, id, [{ kind: "answers", quantity: count, key, occurredAt }]),
  );
}

const sum = ({ id }: TestOrganization) => rollUpOrganization(target.platform, id, signal);
const follow = ({ id }: TestOrganization) => followOrganization(target.platform, target.platform.stripe!, id);
const customerOf = ({ id }: TestOrganization) =>
  [...stripe.account.customers.values()].find(({ metadata }) => metadata.organization_id === id)!;
const eventsAtStripe = (ours: TestOrganization) =>
  [...stripe.account.meterEvents.values()].filter(({ payload }) => payload.stripe_customer_id === customerOf(ours).id);
const totalAtStripe = (ours: TestOrganization) => eventsAtStripe(ours).reduce((total, { payload }) => total + Number(payload.value), 0);
const away = () => stripe.fail("POST /v1/billing/meter_events", 500, 500, 500);
const query = async (text: string, { id }: TestOrganization) => (await target.database.admin.query(text, [id])).rows;

/** What waits for Stripe or was sent there, the oldest hour first. */
const outbox = (ours: TestOrganization) =>
  query(
    `select quantity::int, first_sent_at is not null as sent, acknowledged_at is not null as received, refused
     from meter_events where organization_id = $1 order by hour, position`,
    ours,
  );

async function totalInLedger({ id }: TestOrganization): Promise<number> {
  const { rows } = await target.database.admin.query<{ total: string }>(
    "select coalesce(sum(quantity), 0) as total from usage_events where organization_id = $1 and kind = 'answers'",
    [id],
  );
  return Number(rows[0]!.total);
}

/** A subscription that began before the hours in which the tests count. */
async function subscribed(): Promise<TestOrganization> {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  backdate(ours);
  await runJob(target, stripeChanged, ours.id, {});
  return ours;
}

function backdate(ours: TestOrganization): void {
  for (const subscription of stripe.account.subscriptions.values())
    if (subscription.customer === customerOf(ours).id) subscription.start_date -= 10 * 86_400;
}

test("what is sent to Stripe equals the ledger, late answers included, and a second run sends nothing", async () => {
  const ours = await subscribed();
  await answer(ours, 3, "one");
  await answer(ours, 2, "two", 1);
  await sum(ours);
  await follow(ours);
  await answer(ours, 4, "late", 30);
  await answer(ours, 3, "one");
  await sum(ours);
  await follow(ours);
  expect(totalAtStripe(ours)).toBe(9);
  const sent = stripe.account.meterEvents.size;
  await follow(ours);
  expect(stripe.account.meterEvents.size).toBe(sent);
});

test("six that send at once, and answers of Stripe's that were lost, count nothing twice", async () => {
  const ours = await subscribed();
  await answer(ours, 5, "one");
  await sum(ours);
  stripe.fail("POST /v1/billing/meter_events", "cut after", "cut after", "cut after");
  await Promise.allSettled(Array.from({ length: 6 }, () => follow(ours)));
  await follow(ours);
  expect(totalAtStripe(ours)).toBe(5);
  const { rows } = await target.database.admin.query("select 1 from meter_events where organization_id = $1 and acknowledged_at is null", [
    ours.id,
  ]);
  expect(rows).toEqual([]);
});

test("one whose answer was lost days ago is looked for before it is sent under an identifier that Stripe forgot", async () => {
  const ours = await subscribed();
  await answer(ours, 5, "one");
  await sum(ours);
  await follow(ours);
  // It had arrived, and nobody here knows.
  await target.database.admin.query(
    "update meter_events set acknowledged_at = null, first_sent_at = now() - interval '2 days' where organization_id = $1",
    [ours.id],
  );
  stripe.forgetMeterIdentifiers();
  await follow(ours);
  expect(totalAtStripe(ours)).toBe(5);
});

test("one of days ago that never arrived is sent, though others of its hour did", async () => {
  const ours = await subscribed();
  await answer(ours, 5, "one");
  await sum(ours);
  await follow(ours);
  await answer(ours, 4, "two");
  await sum(ours);
  away();
  await expect(follow(ours)).rejects.toThrow("Scripted");
  await query("update meter_events set first_sent_at = now() - interval '2 days' where organization_id = $1 and position = 2", ours);
  await follow(ours);
  expect(totalAtStripe(ours)).toBe(9);
});

test("one whose answer was lost a moment ago is sent again, and that Stripe refuses the repetition is its receipt", async () => {
  const ours = await subscribed();
  await answer(ours, 5, "one");
  await sum(ours);
  await follow(ours);
  await query("update meter_events set acknowledged_at = null where organization_id = $1", ours);
  stripe.requests.length = 0;
  await follow(ours);
  expect(stripe.requests).toEqual(["POST /v1/billing/meter_events"]);
  expect(await outbox(ours)).toEqual([{ quantity: 5, sent: true, received: true, refused: null }]);
});

test("while Stripe is away what it has not taken waits, and then goes there dated by its hour, the oldest first", async () => {
  const ours = await subscribed();
  await answer(ours, 3, "new");
  await sum(ours);
  away();
  await expect(follow(ours)).rejects.toThrow("Scripted");
  expect(await outbox(ours)).toEqual([{ quantity: 3, sent: true, received: false, refused: null }]);
  await answer(ours, 2, "old", 30);
  await sum(ours);
  await follow(ours);
  const hours = await query(
    "select extract(epoch from date_trunc('hour', occurred_at))::int as at from usage_events where organization_id = $1 order by 1",
    ours,
  );
  expect(eventsAtStripe(ours).map(({ timestamp }) => timestamp)).toEqual(hours.map(({ at }) => at));
});

test("what Stripe will never take is kept with its reason, is not sent again and holds nothing up", async () => {
  const ours = await subscribed();
  await answer(ours, 2, "old", 30);
  await sum(ours);
  const customer = customerOf(ours);
  stripe.account.customers.delete(customer.id);
  await follow(ours);
  stripe.account.customers.set(customer.id, customer);
  await answer(ours, 3, "new");
  await sum(ours);
  stripe.requests.length = 0;
  await follow(ours);
  expect(stripe.requests.length).toBe(1);
  expect(await outbox(ours)).toMatchObject([
    { quantity: 2, received: false, refused: expect.stringContaining("No such customer") },
    { quantity: 3, received: true, refused: null },
  ]);
});

test("what Stripe counts otherwise than was sent is reported and left to the operator", async () => {
  const ours = await subscribed();
  await answer(ours, 5, "one", 30);
  await sum(ours);
  await follow(ours);
  const night = () => reconcileOrganization(target.platform, target.platform.stripe!, ours.id);
  expect(await night()).toEqual([]);
  eventsAtStripe(ours)[0]!.payload.value = "6";
  expect(await night()).toEqual([{ subject: "usage", ours: "5 answers sent", theirs: "6 answers counted", mended: false }]);
});

test("only hours of the subscription that Stripe still takes are sent", async () => {
  const ours = await subscribed();
  const began = (interval: string) =>
    query(`update subscriptions set started_at = now() - interval '${interval}' where organization_id = $1`, ours);
  await answer(ours, 1, "before it began", 11 * 24);
  await answer(ours, 2, "within", 9 * 24);
  await sum(ours);
  await follow(ours);
  expect(await outbox(ours)).toMatchObject([{ quantity: 2, received: true }]);
  await began("60 days");
  await answer(ours, 4, "too late", 35 * 24);
  await query("update subscriptions set ended_at = now() - interval '5 hours' where organization_id = $1", ours);
  await answer(ours, 8, "after its end", 2);
  await sum(ours);
  await follow(ours);
  expect(await outbox(ours)).toMatchObject([
    { quantity: 1, received: true },
    { quantity: 2, received: true },
  ]);
});

test("twelve that add up the ledger's hours at once write each hour once, and none of them fails", async () => {
  const ours = await subscribed();
  for (let hour = 0; hour < 20; hour += 1) await answer(ours, 1, `hour ${hour}`, hour);
  await sum(ours);
  await Promise.all(Array.from({ length: 12 }, () => follow(ours)));
  expect(totalAtStripe(ours)).toBe(20);
});

type Step =
  | { kind: "answers"; count: number; hoursAgo: number; again: boolean }
  | { kind: "plan"; plan: "pro" | "business" | "free" }
  | { kind: "act"; line: "POST /cancel" | "POST /resume" }
  | { kind: "card"; last4: string }
  | { kind: "webhooks"; order: number; lose: boolean }
  | { kind: "follow"; failures: Failure[] }
  | { kind: "pass"; hours: number }
  | { kind: "sum" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("answers" as const), count: fc.integer({ min: 1, max: 50 }), hoursAgo: fc.nat(200), again: fc.boolean() }),
  fc.record({ kind: fc.constant("plan" as const), plan: fc.constantFrom("pro" as const, "business" as const, "free" as const) }),
  fc.record({ kind: fc.constant("act" as const), line: fc.constantFrom("POST /cancel" as const, "POST /resume" as const) }),
  fc.record({ kind: fc.constant("card" as const), last4: fc.constantFrom("4242", "0341") }),
  fc.record({ kind: fc.constant("webhooks" as const), order: fc.nat(1000), lose: fc.boolean() }),
  fc.record({
    kind: fc.constant("follow" as const),
    failures: fc.array(fc.constantFrom<Failure>("cut after", "cut before", 500), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("sum" as const) }),
  fc.record({ kind: fc.constant("pass" as const), hours: fc.constantFrom(1, 5, 26, 60) }),
);

test("whatever happens in a month, in whichever order and however often it is told: Stripe's total is the ledger's, and what is kept is what stands", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date() });
      const ours = await subscribed();
      const told: Event[] = [];
      for (const [index, each] of steps.entries()) await take(ours, each, index, told);
      // In the end the network is well, and what was told is told once more, the newest first.
      for (const event of [...told, ...stripe.takeEvents()].toReversed()) await sendWebhook(target, stripe, event);
      await runJob(target, stripeChanged, ours.id, {});
      await sum(ours);
      await follow(ours);
      expect(totalAtStripe(ours)).toBe(await totalInLedger(ours));
      const [stands] = [...stripe.account.subscriptions.values()].filter(({ customer }) => customer === customerOf(ours).id);
      const kept = await readSubscription(target, ours);
      expect(kept.status).toBe(stands!.status);
      expect(kept.cancels_at !== null).toBe(stands!.cancel_at_period_end);
      expect(kept.plan).toBe(stands!.items.data[0]!.price.metadata.plan);
      vi.useRealTimers();
    }),
    { numRuns: 12 },
  );
}, 120_000);

async function take(ours: TestOrganization, each: Step, index: number, told: Event[]): Promise<void> {
  if (each.kind === "answers") await answer(ours, each.count, each.again ? "again" : `step ${index}`, each.hoursAgo);
  if (each.kind === "plan") await act(target, ours, "PUT /plan", { plan: each.plan });
  if (each.kind === "act") await act(target, ours, each.line);
  if (each.kind === "card") stripe.useCard(customerOf(ours).id, each.last4);
  if (each.kind === "sum") await sum(ours);
  if (each.kind === "pass") {
    vi.setSystemTime(Date.now() + each.hours * 3_600_000);
    // Stripe knows a repeated message for a day.
    if (each.hours > 24) stripe.forgetMeterIdentifiers();
  }
  if (each.kind === "follow") {
    stripe.fail("POST /v1/billing/meter_events", ...each.failures);
    await follow(ours).catch(() => null);
    stripe.heal();
  }
  if (each.kind === "webhooks") {
    const events = stripe.takeEvents();
    if (each.lose) return;
    told.push(...events);
    const mixed = events.toSorted(
      (a, b) => ((a.id.charCodeAt(a.id.length - 1) * each.order) % 7) - ((b.id.charCodeAt(b.id.length - 1) * each.order) % 7),
    );
    for (const event of [...mixed, ...mixed]) await sendWebhook(target, stripe, event);
    await runJob(target, stripeChanged, ours.id, {});
  }
}
