import { endPlans } from "#features/plans/server/end-plans.ts";
import { whereSold } from "#features/addresses/server/seller.ts";
import { bringPlansUp as bringUp } from "#features/plans/server/follow-plans.ts";
import { stripeChanged } from "#features/stripe/server/stripe-changed.ts";
import type { Subscription } from "#features/plans/contract.ts";
import type { TestApp } from "./app.ts";
import { call, type TestOrganization } from "./factories.ts";
import { runJob } from "./run-job.ts";
import type { StripeServer } from "./stripe/server.ts";

/** The subscription as its Owner reads it. */
export async function readSubscription(test: TestApp, { id, owner }: TestOrganization): Promise<Subscription> {
  const { body } = await call<Subscription>(test, owner, `GET /v1/organizations/${id}/subscription`);
  return body;
}

export const act = (test: TestApp, { id, owner }: TestOrganization, line: string, body?: object) => {
  const [method, path] = line.split(" ");
  return call<Subscription & { url: string; error: { code: string; message: string } }>(
    test,
    owner,
    `${method} /v1/organizations/${id}/subscription${path}`,
    body ?? {},
  );
};

/** Sends a webhook as Stripe does; the answer's status. */
export async function sendWebhook(test: TestApp, stripe: StripeServer, event: object, atSeconds?: number): Promise<number> {
  const response = await test.app.request("/webhooks/stripe", { method: "POST", ...stripe.signed(event, atSeconds) });
  return response.status;
}

/** Every event that waits is sent, and what follows from them is done. */
export async function deliverAll(test: TestApp, stripe: StripeServer, { id }: TestOrganization): Promise<void> {
  for (const event of stripe.takeEvents()) await sendWebhook(test, stripe, event);
  await runJob(test, stripeChanged, id, {});
}

/** An organization that went through Checkout, with the last digits of its card. */
export async function subscribe(
  test: TestApp,
  stripe: StripeServer,
  organization: TestOrganization,
  { plan = "pro", last4 = "4242", currency = "eur" } = {},
): Promise<void> {
  const { status, body } = await act(test, organization, "POST /checkout", { plan, currency });
  if (status !== 201) throw new Error(`No checkout was opened: ${JSON.stringify(body)}`);
  stripe.complete(body.url.split("/").at(-1)!, last4);
  await deliverAll(test, stripe, organization);
}

/** What whoever runs the installation agreed with an organization, where he invoices himself; it counts since long ago. */
export async function setPlan(test: TestApp, { id }: { id: string }, plan: string, currency = "eur"): Promise<void> {
  await test.database.admin.query(
    `insert into plan_terms (organization_id, from_day, plan, currency) values ($1, '2020-01-01', $2, $3)
     on conflict (organization_id, from_day) do update set plan = excluded.plan, currency = excluded.currency`,
    [id, plan, currency],
  );
  await bringPlansUp(test);
}

/** Every organization's caps become those of its plan, as within five minutes; where nothing is sold, as at the start. */
export function bringPlansUp({ platform }: TestApp): Promise<void> {
  const context = { platform, log: platform.log, signal: new AbortController().signal };
  return whereSold(platform) ? bringUp(context) : endPlans.run(context);
}

/** The organization's customers at Stripe: one, unless something went wrong. */
export const customersAt = (stripe: StripeServer, organizationId: string) =>
  [...stripe.account.customers.values()].filter(({ metadata }) => metadata.organization_id === organizationId);

export const subscriptionsAt = (stripe: StripeServer, organizationId: string) =>
  customersAt(stripe, organizationId).flatMap((customer) =>
    [...stripe.account.subscriptions.values()].filter((found) => found.customer === customer.id),
  );
