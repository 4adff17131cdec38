import { accountObject } from "./account-object.ts";
import { Refused, type StripeAccount } from "./account.ts";
import { invoiceSecret } from "./invoice-pdf.ts";
import type { Invoice } from "./invoice-object.ts";
import * as make from "./objects.ts";
import { formOf, listOf, numberOf, textOf, textsOf, type Form } from "./read-form.ts";
import { checkoutSession } from "./subscription-objects.ts";
import { endSubscription, readItems, releaseSchedule, scheduleOf, updateSchedule, updateSubscription } from "./subscriptions.ts";

type Asked = { account: StripeAccount; form: Form; ids: string[]; baseUrl: string };
type Handler = (asked: Asked) => object;

/** @throws Refused for what Stripe would refuse */
export function answer(account: StripeAccount, baseUrl: string, method: string, path: string, form: Form): object {
  for (const [line, handle] of Object.entries(handlers)) {
    const [verb, pattern] = line.split(" ") as [string, string];
    const match = verb === method ? new RegExp(`^/v1/${pattern.replaceAll(":id", "([^/]+)")}$`).exec(path) : null;
    if (match) return handle({ account, form, ids: match.slice(1), baseUrl });
  }
  throw new Refused(404, "", `Unrecognized request URL (${method}: ${path}).`);
}

const handlers: Record<string, Handler> = {
  "POST customers": ({ account, form }) => {
    const made = make.customer(account.newId("cus"), account.now, form);
    account.customers.set(made.id, made);
    account.tell("customer.created", made);
    return made;
  },
  "GET customers/search": ({ account, form }) => {
    const wanted = /^metadata\['(\w+)'\]:'(\w+)'$/.exec(textOf(form.query) ?? "");
    const found = [...account.customers.values()].filter(({ metadata }) => wanted && metadata[wanted[1]!] === wanted[2]);
    return { object: "search_result", data: found, has_more: false, next_page: null, url: "/v1/customers/search" };
  },
  "GET customers/:id": ({ account, ids }) => account.find(account.customers, ids[0]!, "customer"),
  "POST customers/:id": ({ account, ids, form }) => {
    const found = account.find(account.customers, ids[0]!, "customer");
    if ("name" in form) found.name = textOf(form.name);
    if ("email" in form) found.email = textOf(form.email);
    if ("address" in form) found.address = make.readAddress(formOf(form.address));
    if ("tax_exempt" in form) found.tax_exempt = textOf(form.tax_exempt);
    if ("metadata" in form) Object.assign(found.metadata, textsOf(form.metadata));
    account.tell("customer.updated", found);
    return found;
  },
  "DELETE customers/:id": ({ account, ids }) => {
    const { id } = account.find(account.customers, ids[0]!, "customer");
    for (const subscription of account.ofCustomer(account.subscriptions, id))
      if (subscription.status !== "canceled") endSubscription(account, subscription);
    account.customers.delete(id);
    account.tell("customer.deleted", { id, object: "customer", deleted: true });
    return { id, object: "customer", deleted: true };
  },
  "GET customers/:id/tax_ids": ({ account, ids }) => list(account.ofCustomer(account.taxIds, ids[0]!), `customers/${ids[0]}/tax_ids`),
  "POST customers/:id/tax_ids": ({ account, ids, form }) => {
    account.find(account.customers, ids[0]!, "customer");
    if (textOf(form.type) === "eu_vat" && !/^[A-Z]{2}\w{2,12}$/.test(textOf(form.value) ?? ""))
      throw new Refused(400, "tax_id_invalid", "Invalid value for eu_vat.");
    const made = make.taxId(account.newId("txi"), account.now, ids[0]!, form);
    account.taxIds.set(made.id, made);
    return made;
  },
  "DELETE customers/:id/tax_ids/:id": ({ account, ids }) => {
    account.find(account.taxIds, ids[1]!, "tax_id");
    account.taxIds.delete(ids[1]!);
    return { id: ids[1], object: "tax_id", deleted: true };
  },
  "POST products": ({ account, form }) => {
    const id = textOf(form.id) ?? account.newId("prod");
    if (account.products.has(id)) throw new Refused(400, "resource_already_exists", "Product already exists.");
    const made = make.product(id, account.now, form);
    account.products.set(id, made);
    return made;
  },
  "GET prices": ({ account, form }) => {
    const keys = listOf(form.lookup_keys);
    const found = [...account.prices.values()].filter(({ lookup_key }) => lookup_key !== null && keys.includes(lookup_key));
    return list(found, "prices");
  },
  "GET prices/:id": ({ account, ids }) => account.find(account.prices, ids[0]!, "price"),
  "POST prices": ({ account, form }) => {
    const made = make.price(account.newId("price"), account.now, form);
    const key = made.lookup_key;
    if (key && [...account.prices.values()].some(({ lookup_key }) => lookup_key === key))
      throw new Refused(400, "resource_already_exists", `A price with lookup key ${key} already exists.`);
    account.find(account.products, made.product ?? "", "product");
    account.prices.set(made.id, made);
    return made;
  },
  "GET billing/meters": ({ account }) => list([...account.meters.values()], "billing/meters"),
  "POST billing/meters": ({ account, form }) => {
    const made = make.meter(account.newId("mtr"), account.now, form);
    if ([...account.meters.values()].some(({ event_name }) => event_name === made.event_name))
      throw new Refused(400, "", "There is already an active meter with this event name.");
    account.meters.set(made.id, made);
    return made;
  },
  "POST billing/meter_events": ({ account, form }) => {
    const made = make.meterEvent(account.now, form);
    if (account.meterEvents.has(made.identifier)) throw new Refused(400, "", `An event already exists with identifier ${made.identifier}.`);
    if (made.timestamp < account.now - 35 * 86_400 || made.timestamp > account.now + 300)
      throw new Refused(400, "timestamp_out_of_range", "The timestamp is out of range.");
    account.find(account.customers, made.payload.stripe_customer_id, "customer");
    account.meterEvents.set(made.identifier, made);
    return made;
  },
  "GET billing/meters/:id/event_summaries": ({ account, ids, form }) => {
    const { event_name } = account.find(account.meters, ids[0]!, "meter");
    const [from, to] = [numberOf(form.start_time) ?? 0, numberOf(form.end_time) ?? 0];
    const sum = [...account.meterEvents.values()]
      .filter((event) => event.event_name === event_name && event.payload.stripe_customer_id === form.customer)
      .filter(({ timestamp }) => timestamp >= from && timestamp < to)
      .reduce((total, { payload }) => total + Number(payload.value), 0);
    const summary = { id: account.newId("mtrusg"), object: "billing.meter_event_summary", aggregated_value: sum };
    return list(
      [{ ...summary, start_time: from, end_time: to, livemode: false, meter: ids[0] }],
      `billing/meters/${ids[0]}/event_summaries`,
    );
  },
  "POST checkout/sessions": ({ account, form, baseUrl }) => {
    account.find(account.customers, textOf(form.customer) ?? "", "customer");
    readItems(account, form.line_items);
    const id = account.newId("cs_test");
    const object = checkoutSession(id, account.now, `${baseUrl}/checkout/${id}`, form);
    account.sessions.set(id, { object, form });
    return object;
  },
  "GET checkout/sessions/:id": ({ account, ids }) => account.find(account.sessions, ids[0]!, "checkout.session").object,
  "POST checkout/sessions/:id/expire": ({ account, ids }) => {
    const { object } = account.find(account.sessions, ids[0]!, "checkout.session");
    if (object.status !== "open") throw new Refused(400, "", "Only Checkout Sessions with a status in [open] can be expired.");
    object.status = "expired";
    object.url = null;
    account.tell("checkout.session.expired", object);
    return object;
  },
  "POST billing_portal/sessions": ({ account, form, baseUrl }) => {
    account.find(account.customers, textOf(form.customer) ?? "", "customer");
    const id = account.newId("bps");
    const made = make.portalSession(id, account.now, `${baseUrl}/portal/${id}`, form);
    account.portals.set(id, made);
    return made;
  },
  "GET subscriptions": ({ account, form }) => {
    account.find(account.customers, textOf(form.customer) ?? "", "customer");
    const all = account.ofCustomer(account.subscriptions, textOf(form.customer) ?? "");
    return expand(account, form, list(form.status === "all" ? all : all.filter(({ status }) => status !== "canceled"), "subscriptions"));
  },
  "POST subscriptions/:id": ({ account, ids, form }) => {
    const found = account.find(account.subscriptions, ids[0]!, "subscription");
    updateSubscription(account, found, form);
    return found;
  },
  "DELETE subscriptions/:id": ({ account, ids }) => {
    const found = account.find(account.subscriptions, ids[0]!, "subscription");
    endSubscription(account, found);
    return found;
  },
  "GET account": ({ account }) => accountObject(account.country),
  "GET invoices": ({ account, form, baseUrl }) => {
    const all = account.ofCustomer(account.invoices, textOf(form.customer) ?? "").map((found) => withAddresses(found, baseUrl));
    return pageOf(all, form, "invoices");
  },
  "GET invoices/:id": ({ account, ids, baseUrl }) => withAddresses(account.find(account.invoices, ids[0]!, "invoice"), baseUrl),
  "GET invoices/:id/lines": ({ account, ids, form }) =>
    pageOf(account.find(account.invoices, ids[0]!, "invoice").lines.data, form, `invoices/${ids[0]}/lines`),
  "POST subscription_schedules": ({ account, form }) =>
    scheduleOf(account, account.find(account.subscriptions, textOf(form.from_subscription) ?? "", "subscription")),
  "POST subscription_schedules/:id": ({ account, ids, form }) => {
    const found = account.find(account.schedules, ids[0]!, "subscription_schedule");
    updateSchedule(account, found, form);
    return found;
  },
  "POST subscription_schedules/:id/release": ({ account, ids }) => {
    const found = account.find(account.schedules, ids[0]!, "subscription_schedule");
    if (found.subscription === null) throw new Refused(400, "", "You cannot release a subscription schedule that is already released.");
    const subscription = account.find(account.subscriptions, found.subscription, "subscription");
    releaseSchedule(account, subscription);
    account.tell("customer.subscription.updated", subscription);
    return found;
  },
};

function list(data: object[], path: string) {
  return { object: "list", data, has_more: false, url: `/v1/${path}` };
}

/** The part of a list that `limit` and `starting_after` ask for. */
function pageOf(all: { id: string }[], form: Form, path: string) {
  const start = all.findIndex(({ id }) => id === textOf(form.starting_after)) + 1;
  const end = start + (numberOf(form.limit) ?? 10);
  return { ...list(all.slice(start, end), path), has_more: end < all.length };
}

/** An invoice in an answer: its first ten lines, and where anyone who knows the secret can read it. */
function withAddresses(found: Invoice, baseUrl: string): Invoice {
  const { data, ...lines } = found.lines;
  return {
    ...found,
    lines: { ...lines, data: data.slice(0, 10), has_more: data.length > 10 },
    hosted_invoice_url: found.status === "draft" ? null : `${baseUrl}/invoice/${found.id}?s=${invoiceSecret}`,
    invoice_pdf: found.status === "draft" ? null : `${baseUrl}/invoice/${found.id}/pdf?s=${invoiceSecret}`,
  };
}

/** `expand[]=data.latest_invoice` and its like, as far as our requests ask for them. */
function expand(account: StripeAccount, form: Form, answer: ReturnType<typeof list>): object {
  const wanted = listOf(form.expand);
  const data = structuredClone(answer.data) as Record<string, unknown>[];
  for (const subscription of data) {
    const replace = (field: string, kept: Map<string, object>) => {
      const id = subscription[field];
      if (wanted.includes(`data.${field}`) && typeof id === "string") subscription[field] = kept.get(id);
    };
    replace("latest_invoice", account.invoices);
    replace("default_payment_method", account.cards);
    replace("schedule", account.schedules);
  }
  return { ...answer, data };
}
