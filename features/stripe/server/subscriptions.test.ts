import { afterAll, expect, test } from "vitest";
import { suspendOverdue } from "#features/organizations/server/suspend-overdue.ts";
import { purgeOrganization } from "#features/organizations/server/purge-organization.ts";
import { openStripe } from "#platform/payments.ts";
import { useApp } from "#testing/app.ts";
import { act, bringPlansUp, customersAt, deliverAll, readSubscription, sendWebhook, subscribe, subscriptionsAt } from "#testing/billing.ts";
import { call, createInvitation, createMember, createOrganization, createProject, setStatus } from "#testing/factories.ts";
import { runJob } from "#testing/run-job.ts";
import { startStripeServer } from "#testing/stripe/server.ts";
import { followOrganization } from "./follow.ts";
import { pricesOf } from "./prices.ts";
import { stripeChanged } from "./stripe-changed.ts";

const stripe = await startStripeServer();
afterAll(() => stripe.close());
const target = useApp({ variables: stripe.variables });
const { signal } = new AbortController();

const client = () => target.platform.stripe!;
const follow = (id: string) => followOrganization(target.platform, client(), id);
const customersOf = (id: string) => customersAt(stripe, id);
const openCheckouts = (id: string) =>
  [...stripe.account.sessions.values()].filter(({ object }) => object.client_reference_id === id && object.status === "open");

/** Holds Stripe's answer to the next request that begins so. @returns what lets it go */
function holdFirst(line: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  let first = true;
  stripe.holdAnswer(async (request) => {
    if (!first || !request.startsWith(line)) return;
    first = false;
    await promise;
  });
  return resolve;
}

const theOne = (id: string) => subscriptionsAt(stripe, id)[0]!;

test("an organization that never paid has the free plan, and nobody at Stripe was asked for it", async () => {
  const ours = await createOrganization(target);
  expect(await readSubscription(target, ours)).toMatchObject({ plan: "free", subscribed: false, status: null, seats: { used: 1, max: 2 } });
  expect(customersOf(ours.id)).toEqual([]);
});

test("Checkout begins a subscription with its trial, seats beyond the included ones, and one customer", async () => {
  const ours = await createOrganization(target);
  for (let more = 0; more < 5; more += 1) await createMember(target, ours.id, "member");
  await createInvitation(target, ours.id, { expiresAt: new Date(Date.now() + 86_400_000) });
  await subscribe(target, stripe, ours);
  expect(await readSubscription(target, ours)).toMatchObject({
    plan: "pro",
    status: "trialing",
    trial_ends_at: expect.any(String),
    seats: { used: 7, included: 5, paid: 7, max: 25 },
    payment_method: "Visa ending in 4242",
  });
  expect(customersOf(ours.id).length).toBe(1);
});

test("a trial is given once", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  await client().subscriptions.cancel(theOne(ours.id).id);
  await deliverAll(target, stripe, ours);
  expect((await readSubscription(target, ours)).plan).toBe("free");
  await subscribe(target, stripe, ours);
  expect((await readSubscription(target, ours)).status).toBe("active");
});

test("Owners alone see what is paid, and another organization's Owner finds none", async () => {
  const ours = await createOrganization(target);
  const stranger = await createOrganization(target);
  const money = [
    "GET /subscription",
    "GET /plans",
    "POST /subscription/checkout",
    "POST /subscription/portal",
    "POST /subscription/refresh",
    "POST /subscription/cancel",
    "POST /subscription/resume",
    "PUT /subscription/plan",
    "PUT /billing-emails",
  ].map((line) => line.replace(" ", ` /v1/organizations/${ours.id}`));
  for (const role of ["admin", "member", "viewer"]) {
    const member = await createMember(target, ours.id, role);
    for (const line of money)
      expect([role, line, (await call(target, member, line, line.startsWith("GET") ? undefined : {})).status]).toEqual([role, line, 403]);
  }
  expect((await call(target, stranger.owner, `GET /v1/organizations/${ours.id}/subscription`)).status).toBe(404);
});

test("twelve requests at once make one customer, also where Stripe's answer to the first was lost", async () => {
  const ours = await createOrganization(target);
  stripe.fail("POST /v1/customers", "cut after");
  const answers = await Promise.all(Array.from({ length: 12 }, () => act(target, ours, "POST /portal")));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
  expect(customersOf(ours.id).length).toBe(1);
});

test("whoever was cut off before the customer was kept finds the same one, also after Stripe forgot the key", async () => {
  const ours = await createOrganization(target);
  const { admin } = target.database;
  await act(target, ours, "POST /portal");
  const forget = `update billing_accounts set stripe_customer_id = null, asked_at = now() - interval '2 days' where organization_id = $1`;
  await admin.query(forget, [ours.id]);
  stripe.forgetKeys();
  expect((await act(target, ours, "POST /portal")).status).toBe(201);
  expect(customersOf(ours.id).length).toBe(1);
});

test("of two customers that came about at once the first that was kept stays", async () => {
  const ours = await createOrganization(target);
  const release = holdFirst("POST /v1/customers");
  const slow = act(target, ours, "POST /portal");
  await stripe.held();
  stripe.forgetKeys();
  expect((await act(target, ours, "POST /portal")).status).toBe(201);
  const kept = () => target.database.admin.query("select stripe_customer_id from billing_accounts where organization_id = $1", [ours.id]);
  const { rows } = await kept();
  release();
  expect((await slow).status).toBe(201);
  expect(customersOf(ours.id).length).toBe(2);
  expect((await kept()).rows).toEqual(rows);
});

test("a checkout that cannot be ended stays the only one", async () => {
  const ours = await createOrganization(target);
  await act(target, ours, "POST /checkout", { plan: "pro" });
  stripe.fail("POST /v1/checkout/sessions/", 500, 500, 500);
  expect((await act(target, ours, "POST /checkout", { plan: "business" })).status).toBe(500);
  expect(openCheckouts(ours.id).length).toBe(1);
});

test("of two checkouts one stays open, and who is subscribed cannot subscribe again", async () => {
  const ours = await createOrganization(target);
  const opened = await Promise.all(Array.from({ length: 6 }, () => act(target, ours, "POST /checkout", { plan: "pro" })));
  expect(opened.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  expect(opened.every(({ status }) => status === 201 || status === 409)).toBe(true);
  await act(target, ours, "POST /checkout", { plan: "business" });
  const open = openCheckouts(ours.id);
  expect(open.length).toBe(1);
  stripe.complete(open[0]!.object.id);
  // Nobody was told of it yet.
  stripe.takeEvents();
  expect(await act(target, ours, "POST /checkout", { plan: "pro" })).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
  expect(subscriptionsAt(stripe, ours.id).length).toBe(1);
});

test("a webhook without the right signature, or an old one, is refused and changes nothing", async () => {
  const ours = await createOrganization(target);
  await act(target, ours, "POST /portal");
  const event = stripe.takeEvents().at(-1)!;
  const { body, headers } = stripe.signed(event);
  const send = (sent: string, signature: string) =>
    target.app.request("/webhooks/stripe", { method: "POST", body: sent, headers: { ...headers, "stripe-signature": signature } });
  expect((await send(body.replace("customer", "Customer"), headers["stripe-signature"]!)).status).toBe(400);
  expect((await send(body, "t=1,v1=00")).status).toBe(400);
  expect((await send(body, "")).status).toBe(400);
  expect(await sendWebhook(target, stripe, event, Math.floor(Date.now() / 1000) - 3_600)).toBe(400);
  const { rows } = await target.database.admin.query("select 1 from stripe_events where organization_id = $1", [ours.id]);
  expect(rows).toEqual([]);
});

test("a repeated event queues its work once, and one of a customer of nobody's is taken and does nothing", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  const event = stripe.account.events.findLast(({ type }) => type === "customer.subscription.created")!;
  const again = { ...event, id: "evt_again" };
  const count = async () =>
    (
      await target.database.admin.query("select 1 from jobs.job where name = $1 and data->>'organization_id' = $2", [
        stripeChanged.name,
        ours.id,
      ])
    ).rows.length;
  const before = await count();
  const statuses = await Promise.all(Array.from({ length: 8 }, () => sendWebhook(target, stripe, again)));
  expect(statuses).toEqual(Array.from({ length: 8 }, () => 200));
  expect(await count()).toBe(before + 1);
  const stranger = {
    ...event,
    id: "evt_stranger",
    data: { object: { object: "subscription", customer: "cus_nobody", metadata: { organization_id: ours.id } } },
  };
  expect(await sendWebhook(target, stripe, stranger)).toBe(200);
  expect(await count()).toBe(before + 1);
});

test("an older reading never overwrites a newer one", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  // The first one is held between Stripe's answer and our row, by the next one's whole way.
  const release = holdFirst("GET /v1/subscriptions");
  const older = runJob(target, stripeChanged, ours.id, {});
  await stripe.held();
  await client().subscriptions.update(theOne(ours.id).id, { cancel_at_period_end: true });
  await runJob(target, stripeChanged, ours.id, {});
  release();
  await older;
  expect((await readSubscription(target, ours)).cancels_at).not.toBeNull();
});

test("a reading that comes back when the organization is gone changes nothing", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  const release = holdFirst("GET /v1/subscriptions");
  const reading = runJob(target, stripeChanged, ours.id, {});
  await stripe.held();
  await purgeOrganization(target.platform, ours.id, "operator");
  release();
  await reading;
  expect((await target.database.admin.query("select from subscriptions where organization_id = $1", [ours.id])).rows).toEqual([]);
});

test("a price at Stripe that is not of the list leaves the plan as it is", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  const [base] = theOne(ours.id).items.data;
  base!.price = { ...base!.price, metadata: { part: "base", plan: "made by hand" } };
  await runJob(target, stripeChanged, ours.id, {});
  expect((await readSubscription(target, ours)).plan).toBe("pro");
});

test("prices that could not be read are asked for again, and two processes that make them at once make one of each", async () => {
  const fresh = await startStripeServer();
  const { STRIPE_SECRET_KEY: secretKey = "", STRIPE_API_URL: apiUrl = "" } = fresh.variables;
  const open = () => openStripe({ stripe: { secretKey, webhookSecret: "", apiUrl } })!;
  const [one, other] = [open(), open()];
  fresh.fail("GET /v1/prices", 500, 500, 500);
  await expect(pricesOf(one, "pro", "usd")).rejects.toThrow("Scripted");
  const [ids, same] = await Promise.all([pricesOf(one, "pro", "usd"), pricesOf(other, "pro", "usd")]);
  expect(same).toEqual(ids);
  expect([fresh.account.products.size, fresh.account.prices.size, fresh.account.meters.size]).toEqual([1, 3, 1]);
  await fresh.close();
});

test("what is paid in one currency stays in it", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours, { currency: "usd" });
  expect((await act(target, ours, "PUT /plan", { plan: "business" })).body).toMatchObject({ plan: "business", currency: "usd" });
  for (let more = 0; more < 20; more += 1) await createMember(target, ours.id, "member");
  await follow(ours.id);
  expect(theOne(ours.id).items.data.map(({ price }) => price.currency)).toEqual(["usd", "usd", "usd"]);
});

test("a higher plan takes effect at once, a lower one when the period ends, and what is planned can be taken back", async () => {
  const ours = await createOrganization(target);
  for (let more = 0; more < 20; more += 1) await createMember(target, ours.id, "member");
  await subscribe(target, stripe, ours);
  expect((await act(target, ours, "PUT /plan", { plan: "business" })).body).toMatchObject({ plan: "business", next_plan: null });
  expect((await act(target, ours, "PUT /plan", { plan: "pro" })).body).toMatchObject({ plan: "business", next_plan: "pro" });
  expect((await act(target, ours, "PUT /plan", { plan: "business" })).body).toMatchObject({ plan: "business", next_plan: null });
  // Whoever comes meanwhile is paid for in the plan that follows; Stripe is not asked for what cannot change.
  await act(target, ours, "PUT /plan", { plan: "pro" });
  await createMember(target, ours.id, "member");
  stripe.requests.length = 0;
  await follow(ours.id);
  expect(stripe.requests).toEqual([]);
  await target.database.admin.query("update subscriptions set next_plan = null where organization_id = $1", [ours.id]);
  await follow(ours.id);
  expect(stripe.requests.filter((line) => line.startsWith("POST"))).toEqual([]);
  expect((await act(target, ours, "POST /cancel")).body).toMatchObject({ next_plan: null, cancels_at: expect.any(String) });
  expect((await act(target, ours, "PUT /plan", { plan: "pro" })).body).toMatchObject({ next_plan: "pro", cancels_at: null });
  stripe.advance(15);
  await deliverAll(target, stripe, ours);
  expect(await readSubscription(target, ours)).toMatchObject({
    plan: "pro",
    next_plan: null,
    status: "active",
    seats: { used: 22, paid: 22 },
  });
});

test("a cancelled subscription stays until its period ends and can be resumed before; free is a cancellation", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  expect((await act(target, ours, "POST /cancel")).body).toMatchObject({ plan: "pro", cancels_at: expect.any(String) });
  expect((await act(target, ours, "POST /resume")).body).toMatchObject({ plan: "pro", cancels_at: null });
  expect((await act(target, ours, "PUT /plan", { plan: "free" })).body).toMatchObject({ plan: "pro", cancels_at: expect.any(String) });
  stripe.advance(15);
  await deliverAll(target, stripe, ours);
  expect(await readSubscription(target, ours)).toMatchObject({ plan: "free", subscribed: false, status: "canceled" });
  expect((await act(target, ours, "POST /cancel")).status).toBe(409);
  for (let more = 0; more < 6; more += 1) await createMember(target, ours.id, "member");
  stripe.requests.length = 0;
  await follow(ours.id);
  expect(stripe.requests).toEqual([]);
});

test("a failed payment makes the organization past due since that day, the grace's end suspends it, and paying lifts both", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours, { last4: "0341" });
  stripe.advance(15);
  await deliverAll(target, stripe, ours);
  const due = await readSubscription(target, ours);
  expect(due).toMatchObject({ status: "past_due", past_due_since: expect.any(String), suspends_at: expect.any(String) });
  const invoice = [...stripe.account.invoices.values()].findLast(({ subscription }) => subscription === theOne(ours.id).id)!;
  expect(Date.parse(due.past_due_since!) / 1000).toBe(invoice.created);
  // The next one that fails is not the first.
  stripe.advance(31);
  await deliverAll(target, stripe, ours);
  expect((await readSubscription(target, ours)).past_due_since).toBe(due.past_due_since);
  await target.database.admin.query("update organizations set past_due_since = now() - interval '15 days' where id = $1", [ours.id]);
  await suspendOverdue.run({ platform: target.platform, log: target.platform.log, signal });
  const status = async () => (await call<{ status: string }>(target, ours.owner, `GET /v1/organizations/${ours.id}`)).body.status;
  expect(await status()).toBe("suspended");
  // Paying what is due works while suspended.
  expect((await act(target, ours, "POST /portal")).status).toBe(201);
  stripe.useCard(customersOf(ours.id)[0]!.id, "4242");
  await deliverAll(target, stripe, ours);
  expect(await status()).toBe("active");
});

test("paying does not lift what the operator suspended", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours, { last4: "0341" });
  stripe.advance(15);
  await deliverAll(target, stripe, ours);
  await setStatus(target, ours.id, "suspended");
  stripe.useCard(customersOf(ours.id)[0]!.id, "4242");
  await deliverAll(target, stripe, ours);
  expect((await call<{ status: string }>(target, ours.owner, `GET /v1/organizations/${ours.id}`)).body.status).toBe("suspended");
});

test("seats follow members and pending invitations; fewer of them cut nobody off and cost less from the next period on", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  const members = [];
  for (let more = 0; more < 6; more += 1) members.push(await createMember(target, ours.id, "member"));
  await follow(ours.id);
  expect((await readSubscription(target, ours)).seats).toMatchObject({ used: 7, paid: 7 });
  expect(stripe.lastBody()).toContain("proration_behavior=create_prorations");
  await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}/members/${members[0]!.membershipId}`);
  stripe.requests.length = 0;
  await follow(ours.id);
  expect((await readSubscription(target, ours)).seats).toMatchObject({ used: 6, paid: 6 });
  expect(stripe.lastBody()).toContain("proration_behavior=none");
  await follow(ours.id);
  // What is kept here may be old: what stands at Stripe decides.
  await target.database.admin.query("update subscriptions set seats_paid = 9 where organization_id = $1", [ours.id]);
  await follow(ours.id);
  expect(stripe.requests.filter((line) => line.startsWith("POST /v1/subscriptions")).length).toBe(1);
});

test("a deletion ends the subscription with its period, and a restoration lets it go on", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}`, { confirm_name: "Test Company" });
  await follow(ours.id);
  expect(theOne(ours.id).cancel_at_period_end).toBe(true);
  await call(target, ours.owner, `POST /v1/organizations/${ours.id}/restore`, {});
  await follow(ours.id);
  expect(theOne(ours.id).cancel_at_period_end).toBe(false);
  await act(target, ours, "POST /cancel");
  await follow(ours.id);
  expect(theOne(ours.id).cancel_at_period_end).toBe(true);
});

test("nothing is begun for an organization that is being deleted", async () => {
  const ours = await createOrganization(target);
  await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}`, { confirm_name: "Test Company" });
  expect((await act(target, ours, "POST /checkout", { plan: "pro" })).status).toBe(409);
  expect(customersOf(ours.id)).toEqual([]);
});

test("a restoration does not take back what an Owner cancelled", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours);
  await act(target, ours, "POST /cancel");
  await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}`, { confirm_name: "Test Company" });
  await follow(ours.id);
  await call(target, ours.owner, `POST /v1/organizations/${ours.id}/restore`, {});
  await follow(ours.id);
  expect(theOne(ours.id).cancel_at_period_end).toBe(true);
});

test("agents that a plan has no room for are refused by name of the plan, those that are there stay, and racers get no second one", async () => {
  const ours = await createOrganization(target);
  await bringPlansUp(target);
  const project = await createProject(target, ours.id, ours.owner.id);
  const path = `/v1/organizations/${ours.id}/projects/${project}/agents`;
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      call<{ error?: { code: string; message: string } }>(target, ours.owner, `POST ${path}`, { name: "Shop" }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  expect(answers.find(({ status }) => status === 409)!.body.error).toMatchObject({
    code: "limit_reached",
    message: expect.stringContaining("Free"),
  });
  await subscribe(target, stripe, ours);
  expect((await call(target, ours.owner, `POST ${path}`, { name: "Shop" })).status).toBe(201);
  await client().subscriptions.cancel(theOne(ours.id).id);
  await deliverAll(target, stripe, ours);
  expect((await readSubscription(target, ours)).agents).toEqual({ used: 2, max: 1 });
});
