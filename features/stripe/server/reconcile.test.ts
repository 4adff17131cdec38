import { afterAll, expect, test } from "vitest";
import { pino } from "pino";
import { purgeOrganization } from "#features/organizations/server/purge-organization.ts";
import { withEngine } from "#platform/engine.ts";
import { useApp } from "#testing/app.ts";
import { act, customersAt, readSubscription, subscribe, subscriptionsAt } from "#testing/billing.ts";
import { call, createMember, createOrganization } from "#testing/factories.ts";
import { runJob } from "#testing/run-job.ts";
import { startStripeServer } from "#testing/stripe/server.ts";
import { addressChanged } from "#features/addresses/server/address-changed.ts";
import { followOrganizations } from "./follow.ts";
import { reconcile as nightly, reconcileOrganization } from "./reconcile.ts";
import { removeCustomers } from "./remove-customers.ts";

const stripe = await startStripeServer();
afterAll(() => stripe.close());
const target = useApp({ variables: stripe.variables });
const { signal } = new AbortController();

const client = () => target.platform.stripe!;
const reconcile = (id: string) => reconcileOrganization(target.platform, client(), id);
const customersOf = (id: string) => customersAt(stripe, id);
const theOne = (id: string) => subscriptionsAt(stripe, id)[0]!;

test("a purge removes the customer at Stripe, which ends its subscription at once, though Stripe was away at first", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  const { id: customer } = customersOf(ours.id)[0]!;
  const subscription = theOne(ours.id);
  await purgeOrganization(target.platform, ours.id, "operator");
  stripe.fail("DELETE /v1/customers", 500, 500, 500);
  await expect(removeCustomers(target.platform, client(), signal)).rejects.toThrow("Scripted");
  await removeCustomers(target.platform, client(), signal);
  expect(stripe.account.customers.has(customer)).toBe(false);
  expect(subscription.status).toBe("canceled");
  const { rows } = await target.database.admin.query("select 1 from customers_to_remove");
  expect(rows).toEqual([]);
});

test("a customer who is gone at Stripe already counts as removed", async () => {
  const ours = await createOrganization(target);
  await act(target, ours, "POST /portal");
  stripe.account.customers.delete(customersOf(ours.id)[0]!.id);
  await purgeOrganization(target.platform, ours.id, "operator");
  await removeCustomers(target.platform, client(), signal);
  expect((await target.database.admin.query("select from customers_to_remove")).rows).toEqual([]);
});

test("a lost webhook is found and mended at night, and reported to the operator; a second night finds nothing", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  await client().subscriptions.update(theOne(ours.id).id, { cancel_at_period_end: true });
  stripe.takeEvents();
  const lines: object[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const night = () => reconcileOrganization(withEngine({ ...target.platform, log }, target.platform), client(), ours.id);
  expect(await night()).toEqual([expect.objectContaining({ subject: "subscription", mended: true })]);
  expect((await readSubscription(target, ours)).cancels_at).not.toBeNull();
  expect(await night()).toEqual([]);
  const line = { organization_id: ours.id, subject: "subscription", mended: true, msg: "billing differed from Stripe" };
  expect(lines).toEqual([expect.objectContaining(line)]);
});

test("seats and an address that nobody brought to Stripe are mended at night, and reported", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  await runJob(target, addressChanged, ours.id, {});
  for (let more = 0; more < 5; more += 1) await createMember(target, ours.id, "member");
  await call(target, ours.owner, `PUT /v1/organizations/${ours.id}/billing-emails`, { emails: ["money@example.com"] });
  expect(await reconcile(ours.id)).toEqual([
    { subject: "customer", ours: "changed", theirs: "not told", mended: true },
    { subject: "seats", ours: "1 more", theirs: "0 more", mended: true },
  ]);
  expect(customersOf(ours.id)[0]!.email).toBe("money@example.com");
});

test("one organization that Stripe does not know any more holds no other up, by day or by night", async () => {
  const [lost, other] = [await createOrganization(target), await createOrganization(target)];
  for (const ours of [lost, other]) {
    await subscribe(target, stripe, ours);
    for (let more = 0; more < 5; more += 1) await createMember(target, ours.id, "member");
  }
  stripe.account.customers.delete(customersOf(lost.id)[0]!.id);
  const sweep = { platform: target.platform, log: target.platform.log, signal };
  await followOrganizations.run(sweep);
  expect((await readSubscription(target, other)).seats).toMatchObject({ used: 6, paid: 6 });
  await client().subscriptions.update(theOne(other.id).id, { cancel_at_period_end: true });
  await nightly.run(sweep);
  expect((await readSubscription(target, other)).cancels_at).not.toBeNull();
});

test("two subscriptions that go on are reported and left to the operator", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  const first = theOne(ours.id).id;
  stripe.startSecond(theOne(ours.id));
  expect(await reconcile(ours.id)).toEqual([{ subject: "subscription", ours: "one", theirs: "2 that go on", mended: false }]);
  const { rows } = await target.database.admin.query("select stripe_subscription_id as id from subscriptions where organization_id = $1", [
    ours.id,
  ]);
  expect(rows).toEqual([{ id: first }]);
});

test("a changed billing address, its tax ID and the billing e-mail reach the customer by a job, the former tax ID goes", async () => {
  const ours = await createOrganization(target);
  await act(target, ours, "POST /portal");
  const address = { legal_name: "Muster GmbH", line1: "Hauptstr. 5", postal_code: "10115", city: "Berlin", country: "DE" };
  const put = (path: string, body: object) => call(target, ours.owner, `PUT /v1/organizations/${ours.id}/${path}`, body);
  await put("billing-address", { ...address, tax_id: "DE136695976" });
  expect((await put("billing-emails", { emails: ["Money@example.com", "money@example.com"] })).body).toEqual({
    emails: ["money@example.com"],
  });
  await runJob(target, addressChanged, ours.id, {});
  const [customer] = customersOf(ours.id);
  expect(customer).toMatchObject({ name: "Muster GmbH", email: "money@example.com", address: { line1: "Hauptstr. 5", country: "DE" } });
  await put("billing-address", { ...address, country: "AT", postal_code: "1010", tax_id: "ATU13585627" });
  await runJob(target, addressChanged, ours.id, {});
  const taxIds = [...stripe.account.taxIds.values()].filter((known) => known.customer === customer!.id);
  expect(taxIds.map(({ type, value }) => [type, value])).toEqual([["eu_vat", "ATU13585627"]]);
  stripe.requests.length = 0;
  await runJob(target, addressChanged, ours.id, {});
  expect(stripe.requests).toEqual([]);
  // Stripe has rules of its own for tax IDs: what it does not take does not hold the address up.
  await target.database.admin.query(
    "update billing_addresses set tax_id = 'ATU-1', city = 'Graz', version = version + 1 where organization_id = $1",
    [ours.id],
  );
  await runJob(target, addressChanged, ours.id, {});
  expect(customersOf(ours.id)[0]).toMatchObject({ address: { city: "Graz" } });
  expect([...stripe.account.taxIds.values()].filter((known) => known.customer === customer!.id)).toEqual([]);
});
