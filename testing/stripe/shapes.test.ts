import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { StripeAccount } from "./account.ts";
import { answer } from "./answer.ts";
import { completeCheckout } from "./pages.ts";
import type { Form } from "./read-form.ts";

const examples = ["../../../shared/data/stripe/fixtures3.json", "../../../../shared/data/stripe/fixtures3.json"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));
if (!examples) console.log("Skipped: Stripe's example objects are not at ../shared/data/stripe/fixtures3.json.");

/** Fields that Stripe answers only where there is something to say, and those that hold whatever the sender likes. */
const free = new Set(["metadata", "payment_method_options", "wallet_options", "discount", "data.object", "lines.data.period"]);
/** What one kind of an object has and another lacks: a metered item has no quantity, a card no wallet. */
const optional = new Set(["quantity"]);

test.skipIf(!examples)("what the stand-in answers has the fields of Stripe's own example objects, and no others", () => {
  const { resources } = JSON.parse(readFileSync(examples!, "utf8")) as { resources: Record<string, object> };
  const wrong = everyKind().flatMap((made) => {
    const example = resources[(made as { object: string }).object];
    return example ? differences(made, example, (made as { object: string }).object, "") : [`${JSON.stringify(made)}: no such resource`];
  });
  expect(wrong).toEqual([]);
});

function differences(made: unknown, example: unknown, kind: string, path: string): string[] {
  const at = `${kind}${path && `.${path}`}`;
  if (made === null || example === null || free.has(path) || free.has(path.split(".").at(-1) ?? "")) return [];
  if (Array.isArray(made) || Array.isArray(example)) {
    if (!Array.isArray(made) || !Array.isArray(example)) return [`${at}: a list on one side only`];
    return made.length > 0 && example.length > 0 ? made.flatMap((part) => differences(part, example[0], kind, path)) : [];
  }
  // A record may be expanded, or stand by its id.
  if (typeof made !== typeof example) return [`${at}: ${typeof made}, and ${typeof example} in the example`];
  if (typeof made !== "object") return [];
  const [ours, theirs] = [made as Record<string, unknown>, example as Record<string, unknown>];
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].filter((name) => !optional.has(name));
  return names.flatMap((name) => {
    if (!(name in ours)) return [`${at}.${name}: missing`];
    if (!(name in theirs)) return [`${at}.${name}: not in the example`];
    return differences(ours[name], theirs[name], kind, path ? `${path}.${name}` : name);
  });
}

/** One of each kind, made as requests make them. */
function everyKind(): object[] {
  const account = new StripeAccount(() => {});
  const send = (line: string, form: Form = {}) => {
    const [method = "", path = ""] = line.split(" ");
    return structuredClone(answer(account, "http://127.0.0.1", method, path, form)) as { id: string };
  };
  const customer = send("POST /v1/customers", { name: "Test", address: { country: "DE" } });
  const taxId = send(`POST /v1/customers/${customer.id}/tax_ids`, { type: "eu_vat", value: "DE136695976" });
  const product = send("POST /v1/products", { name: "Pro" });
  const meter = send("POST /v1/billing/meters", { event_name: "answers", display_name: "Answers" });
  const recurring = { interval: "month" };
  const flat = send("POST /v1/prices", { product: product.id, currency: "eur", unit_amount: "2900", recurring });
  const metered = send("POST /v1/prices", {
    product: product.id,
    currency: "eur",
    recurring: { ...recurring, usage_type: "metered", meter: meter.id },
    tiers: [
      { up_to: "100", unit_amount: "0" },
      { up_to: "inf", unit_amount: "2" },
    ],
  });
  const session = send("POST /v1/checkout/sessions", {
    customer: customer.id,
    mode: "subscription",
    line_items: [{ price: flat.id, quantity: "1" }, { price: metered.id }],
    success_url: "http://localhost",
  });
  completeCheckout(account, session.id);
  const [subscription] = [...account.subscriptions.values()];
  const schedule = send("POST /v1/subscription_schedules", { from_subscription: subscription!.id });
  const meterEvent = send("POST /v1/billing/meter_events", {
    event_name: "answers",
    identifier: "one",
    payload: { stripe_customer_id: customer.id, value: "3" },
  });
  const summaries = send(`GET /v1/billing/meters/${meter.id}/event_summaries`, { customer: customer.id }) as unknown as { data: object[] };
  const seller = send("GET /v1/account");
  const { data: invoices } = send("GET /v1/invoices", { customer: customer.id }) as unknown as { data: object[] };
  const portal = send("POST /v1/billing_portal/sessions", { customer: customer.id, return_url: "http://localhost" });
  const known = [seller, ...invoices, ...account.cards.values(), account.events[0]!, ...summaries.data];
  const deleted = send(`DELETE /v1/customers/${customer.id}`);
  return [customer, taxId, product, meter, flat, metered, session, subscription!, schedule, meterEvent, portal, ...known].concat(
    differsByDeletion(deleted),
  );
}

/** The example of a customer that is gone has a name of its own. */
const differsByDeletion = (deleted: object) => (Object.keys(deleted).toSorted().join() === "deleted,id,object" ? [] : [deleted]);
