import { Refused, type StripeAccount } from "./account.ts";
import { invoice, line, type Invoice } from "./invoice-object.ts";
import { card, type Price } from "./objects.ts";
import { formOf, listOf, numberOf, textOf, type Form, type FormValue } from "./read-form.ts";
import * as make from "./subscription-objects.ts";

const day = 86_400;
/** The number of a card that is declined when it is charged, and not before. */
const declinedLast4 = "0341";

/** A month after a date, on the same day or the month's last. */
function monthAfter(seconds: number): number {
  const start = new Date(seconds * 1000);
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + 1);
  if (end.getUTCDate() !== start.getUTCDate()) end.setUTCDate(0);
  return Math.floor(end.getTime() / 1000);
}

type Wanted = { price: Price; quantity: number | null };

export function readItems(account: StripeAccount, list: FormValue | undefined): Wanted[] {
  return listOf(list).map((entry) => {
    const { price, quantity } = formOf(entry);
    return { price: account.find(account.prices, textOf(price) ?? "", "price"), quantity: numberOf(quantity) };
  });
}

/** Begins a subscription as Checkout does when its form was sent. */
export function startSubscription(account: StripeAccount, form: Form, wanted: Wanted[], trialDays: number | null, last4: string) {
  const { now } = account;
  const owner = account.find(account.customers, textOf(form.customer) ?? "", "customer");
  const trialEnd = trialDays ? now + trialDays * day : null;
  const subscription = make.subscription(account.newId("sub"), now, form, wanted[0]!.price.currency, trialEnd);
  const method = card(account.newId("pm"), now, owner.id, last4);
  account.cards.set(method.id, method);
  subscription.default_payment_method = method.id;
  owner.currency = subscription.currency;
  const period = { start: now, end: trialEnd ?? monthAfter(now) };
  subscription.items.data = wanted.map(({ price, quantity }) =>
    make.item(account.newId("si"), now, subscription.id, price, quantity, period),
  );
  account.subscriptions.set(subscription.id, subscription);
  // No event of the kind "updated" follows a new one.
  account.tell("customer.subscription.created", subscription);
  if (!trialEnd) charge(account, subscription, "subscription_create");
  return subscription;
}

/** Writes an invoice over what stands, and takes the money from the card. */
function charge(account: StripeAccount, subscription: make.Subscription, reason: string): Invoice {
  const id = account.newId("in");
  const lines = subscription.items.data.map((item) => {
    const period = { start: item.current_period_start, end: item.current_period_end };
    const used = item.price.recurring.usage_type === "metered" ? 0 : (item.quantity ?? 1);
    return line(account.newId("il"), id, item, (item.price.unit_amount ?? 0) * used, used, period);
  });
  const customer = account.find(account.customers, subscription.customer, "customer");
  const parties = { customer, taxIds: account.ofCustomer(account.taxIds, customer.id), seller: account };
  const made = invoice(id, account.now, subscription, parties, lines, reason);
  account.invoices.set(id, made);
  subscription.latest_invoice = id;
  account.tell("invoice.created", made);
  attempt(account, subscription, made);
  return made;
}

/** Tries to have an open invoice paid. */
export function attempt(account: StripeAccount, subscription: make.Subscription, due: Invoice): void {
  const last4 = account.cards.get(subscription.default_payment_method ?? "")?.card.last4;
  due.attempted = true;
  due.attempt_count += 1;
  if (due.amount_due > 0 && last4 === declinedLast4) {
    due.next_payment_attempt = account.now + 3 * day;
    account.tell("invoice.payment_failed", due);
    if (subscription.status === "past_due") return;
    subscription.status = "past_due";
  } else {
    due.status = "paid";
    due.amount_paid = due.amount_due;
    due.amount_remaining = 0;
    due.next_payment_attempt = null;
    due.status_transitions.paid_at = account.now;
    account.tell("invoice.paid", due);
    if (subscription.status === "active") return;
    subscription.status = "active";
  }
  account.tell("customer.subscription.updated", subscription);
}

export function updateSubscription(account: StripeAccount, subscription: make.Subscription, form: Form): void {
  if (subscription.status === "canceled") throw new Refused(404, "resource_missing", `No such subscription: '${subscription.id}'`);
  if (subscription.schedule && form.items)
    throw new Refused(400, "subscription_managed_by_schedule", "The subscription is managed by the subscription schedule.");
  const { now } = account;
  if (form.cancel_at_period_end !== undefined) {
    const cancels = form.cancel_at_period_end === "true";
    subscription.cancel_at_period_end = cancels;
    subscription.cancel_at = cancels ? subscription.items.data[0]!.current_period_end : null;
    subscription.canceled_at = cancels ? now : null;
  }
  for (const entry of listOf(form.items).map(formOf)) {
    const { data } = subscription.items;
    const index = data.findIndex(({ id }) => id === entry.id);
    if (entry.id && index < 0) throw new Refused(404, "resource_missing", `No such subscription_item: '${textOf(entry.id)}'`);
    if (entry.deleted === "true") {
      data.splice(index, 1);
      continue;
    }
    const stands = data[index];
    const price = entry.price ? account.find(account.prices, textOf(entry.price)!, "price") : stands!.price;
    const first = data[0]!;
    const period = { start: first.current_period_start, end: first.current_period_end };
    const quantity = numberOf(entry.quantity) ?? stands?.quantity ?? null;
    const item = make.item(stands?.id ?? account.newId("si"), stands?.created ?? now, subscription.id, price, quantity, period);
    data.splice(index < 0 ? data.length : index, 1, item);
  }
  account.tell("customer.subscription.updated", subscription);
}

export function endSubscription(account: StripeAccount, subscription: make.Subscription): void {
  if (subscription.status === "canceled") throw new Refused(404, "resource_missing", `No such subscription: '${subscription.id}'`);
  releaseSchedule(account, subscription);
  subscription.status = "canceled";
  subscription.canceled_at ??= account.now;
  subscription.ended_at = account.now;
  account.tell("customer.subscription.deleted", subscription);
}

export function releaseSchedule(account: StripeAccount, subscription: make.Subscription): void {
  const schedule = subscription.schedule === null ? undefined : account.schedules.get(subscription.schedule);
  subscription.schedule = null;
  if (!schedule) return;
  schedule.status = "released";
  schedule.released_at = account.now;
  schedule.released_subscription = subscription.id;
  schedule.subscription = null;
}

export function scheduleOf(account: StripeAccount, subscription: make.Subscription): make.Schedule {
  if (subscription.schedule) throw new Refused(400, "", "You cannot migrate a subscription that is already attached to a schedule");
  const first = subscription.items.data[0]!;
  const period = { start: first.current_period_start, end: first.current_period_end };
  const items = subscription.items.data.map(({ price, quantity }) => ({ price, quantity: quantity ?? null }));
  const phases = [make.phase(subscription.currency, items, period)];
  const made = make.schedule(account.newId("sub_sched"), account.now, subscription, phases, period);
  account.schedules.set(made.id, made);
  subscription.schedule = made.id;
  account.tell("customer.subscription.updated", subscription);
  return made;
}

export function updateSchedule(account: StripeAccount, schedule: make.Schedule, form: Form): void {
  let start = schedule.current_phase.start_date;
  schedule.phases = listOf(form.phases).map((entry) => {
    const { end_date, items, start_date } = formOf(entry);
    start = numberOf(start_date) ?? start;
    const end = numberOf(end_date) ?? monthAfter(start);
    const made = make.phase(schedule.phases[0]!.currency, readItems(account, items), { start, end });
    start = end;
    return made;
  });
}

/** The next thing that time alone does to a subscription. */
export function nextDue(account: StripeAccount): { at: number; subscription: make.Subscription } | null {
  const due = [...account.subscriptions.values()]
    .filter(({ status }) => status !== "canceled")
    .map((subscription) => ({ at: subscription.items.data[0]!.current_period_end, subscription }));
  return due.toSorted((a, b) => a.at - b.at)[0] ?? null;
}

/** A period ends: the subscription with it, or the next one begins, with what a schedule has for it. */
export function renew(account: StripeAccount, subscription: make.Subscription): void {
  if (subscription.cancel_at_period_end) return endSubscription(account, subscription);
  const start = subscription.items.data[0]!.current_period_end;
  const period = { start, end: monthAfter(start) };
  const schedule = subscription.schedule === null ? undefined : account.schedules.get(subscription.schedule);
  const next = schedule?.phases.find(({ start_date }) => start_date === start);
  const items = next
    ? next.items.map(({ price, quantity }) => ({ id: account.newId("si"), price: account.prices.get(price)!, quantity: quantity ?? null }))
    : subscription.items.data.map(({ id, price, quantity }) => ({ id, price, quantity: quantity ?? null }));
  subscription.items.data = items.map(({ id, price, quantity }) => make.item(id, account.now, subscription.id, price, quantity, period));
  if (next) releaseSchedule(account, subscription);
  if (subscription.status === "trialing") subscription.status = "active";
  account.tell("customer.subscription.updated", subscription);
  charge(account, subscription, "subscription_cycle");
}
