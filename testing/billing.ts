import { stripeChanged } from "#features/billing/server/stripe/stripe-changed.ts";
import type { Subscription } from "#features/billing/contract.ts";
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
