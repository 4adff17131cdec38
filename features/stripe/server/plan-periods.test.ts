import { afterAll, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { act, bringPlansUp, deliverAll, readSubscription, subscribe } from "#testing/billing.ts";
import { askOnce, createAsked, endOf, readBudget, type Asked } from "#testing/budgets.ts";
import { createOrganization, type TestOrganization } from "#testing/factories.ts";
import { startStripeServer } from "#testing/stripe/server.ts";
import { record } from "#testing/usage.ts";

const stripe = await startStripeServer();
afterAll(() => stripe.close());
const target = useApp({ variables: stripe.variables });

const [hourMs, dayMs] = [3_600_000, 86_400_000];
const thisHour = Math.floor(Date.now() / hourMs) * hourMs;
/** So many days ago, half past the hour. */
const daysAgo = (days: number) => new Date(thisHour - days * dayMs + hourMs / 2);
const theOne = ({ id }: TestOrganization) => {
  const customer = [...stripe.account.customers.values()].find(({ metadata }) => metadata.organization_id === id)!;
  return [...stripe.account.subscriptions.values()].find((found) => found.customer === customer.id)!;
};
const answered = ({ id }: TestOrganization, quantity: number, occurredAt: Date) =>
  record(target, id, { kind: "answers", quantity, key: crypto.randomUUID(), occurredAt });
const setSpendCap = (ours: TestOrganization, spend_cap: number | null) => act(target, ours, "PUT /spend-cap", { spend_cap });
const billingOf = async (ours: TestOrganization) => (await readBudget(target, ours))!.billing!;

/** In a period that Stripe has moved, and told of it; subscribed since long, where nothing else is said. */
async function movePeriod(ours: TestOrganization, began: Date, ends: Date, since = daysAgo(100)): Promise<void> {
  const subscription = theOne(ours);
  subscription.start_date = since.getTime() / 1000;
  subscription.status = "active";
  const [item] = subscription.items.data;
  item!.current_period_start = began.getTime() / 1000;
  item!.current_period_end = ends.getTime() / 1000;
  await deliverAll(target, stripe, ours);
}

async function subscribed(): Promise<Asked & { ours: TestOrganization }> {
  const asked = await createAsked(target);
  await subscribe(target, stripe, asked.organization);
  return { ...asked, ours: asked.organization };
}

test("under a subscription answers count in its period, of which the hour in which it begins is still the former's", async () => {
  const { ours } = await subscribed();
  await movePeriod(ours, daysAgo(10), daysAgo(-20));
  await answered(ours, 1_000, daysAgo(12));
  await answered(ours, 500, new Date(daysAgo(10).getTime() + 60_000));
  await answered(ours, 7, new Date(daysAgo(10).getTime() + hourMs));
  await setSpendCap(ours, 30);
  const firstHour = new Date(daysAgo(10).getTime() + hourMs / 2).toISOString();
  expect(await billingOf(ours)).toMatchObject({
    answers: 2_010,
    used: { answers: 7 },
    period: { from: firstHour, to: new Date(daysAgo(-20).getTime() + hourMs / 2).toISOString() },
  });
  expect(await readSubscription(target, ours)).toMatchObject({
    period_starts_at: daysAgo(10).toISOString(),
    answers: { used: 7, max: 2_010 },
  });
});

test("the first period begins with the hour of the subscription, as what is sent to Stripe does, and its answers stop at the cap", async () => {
  const { ours, agent } = await subscribed();
  await answered(ours, 1_999, new Date());
  await setSpendCap(ours, 0);
  expect([endOf(await askOnce(target, agent)), endOf(await askOnce(target, agent))]).toEqual(["done", "error"]);
});

test("days later the first period still begins with the hour of the subscription", async () => {
  const { ours } = await subscribed();
  await movePeriod(ours, daysAgo(2), daysAgo(-28), daysAgo(2));
  await answered(ours, 5, new Date(daysAgo(2).getTime() - 60_000));
  await answered(ours, 3, new Date(daysAgo(2).getTime() - hourMs));
  await setSpendCap(ours, 0);
  expect((await billingOf(ours)).used).toMatchObject({ answers: 5 });
});

test("a period that Stripe tells of starts at zero, and a renewal that it has not told of yet does too", async () => {
  const { ours, agent } = await subscribed();
  await movePeriod(ours, daysAgo(40), daysAgo(-1));
  await setSpendCap(ours, 0);
  await answered(ours, 2_000, daysAgo(5));
  await setSpendCap(ours, null);
  await setSpendCap(ours, 0);
  expect(endOf(await askOnce(target, agent))).toBe("error");
  await movePeriod(ours, daysAgo(3), daysAgo(-27));
  expect((await billingOf(ours)).used).toEqual({ answers: 0, bytes_stored: expect.any(Number) });
  expect(endOf(await askOnce(target, agent))).toBe("done");
  await answered(ours, 1_999, daysAgo(2));
  await setSpendCap(ours, null);
  await setSpendCap(ours, 0);
  expect(endOf(await askOnce(target, agent))).toBe("error");
  // The clock has gone on by as much as the period had left, and a day.
  await target.database.admin.query(
    `update budget_meters set period_from = now() - interval '40 days', period_to = $2, monthly_from = $2 where organization_id = $1
     and kind = 'answers'`,
    [ours.id, new Date(thisHour - dayMs).toISOString()],
  );
  expect(endOf(await askOnce(target, agent))).toBe("done");
  const { period, used } = await billingOf(ours);
  expect([period.from, used.answers]).toEqual([new Date(thisHour - dayMs).toISOString(), 2]);
});

test("what was paid for is not counted against Free when the subscription ends", async () => {
  const { ours, agent } = await subscribed();
  await answered(ours, 1_500, daysAgo(3));
  await target.platform.stripe!.subscriptions.cancel(theOne(ours).id);
  await deliverAll(target, stripe, ours);
  expect(await billingOf(ours)).toMatchObject({ answers: 100, used: { answers: 0 } });
  expect(endOf(await askOnce(target, agent))).toBe("done");
});

test("whoever subscribed at former prices is capped by those, also after the price list changed", async () => {
  const { ours } = await subscribed();
  const answers = theOne(ours).items.data.find(({ price }) => price.metadata.part === "answers")!;
  answers.price = { ...answers.price, lookup_key: "botcadence_pro_answers_eur_500x5" };
  await deliverAll(target, stripe, ours);
  await setSpendCap(ours, 50);
  expect((await readSubscription(target, ours)).answers).toMatchObject({ included: 500, price: 5, max: 510 });
  expect((await billingOf(ours)).answers).toBe(510);
});

test("caps follow a plan at once, where Stripe tells of it as where an Owner changes it", async () => {
  const ours = await createOrganization(target);
  await bringPlansUp(target);
  expect(await billingOf(ours)).toMatchObject({ answers: 100, bytes_stored: 100_000_000 });
  await subscribe(target, stripe, ours);
  expect(await billingOf(ours)).toMatchObject({ answers: null, bytes_stored: 5_000_000_000 });
  await act(target, ours, "PUT /plan", { plan: "business" });
  expect(await billingOf(ours)).toMatchObject({ answers: null, bytes_stored: 50_000_000_000 });
});
