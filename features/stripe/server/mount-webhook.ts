import type { Stripe } from "stripe";
import { leaveTenant } from "#access/leave-tenant.ts";
import { AppError } from "#platform/errors.ts";
import type { App } from "#platform/http/app.ts";
import type { Platform } from "#platform/platform.ts";
import { stripeChanged } from "./stripe-changed.ts";

/**
 * Where Stripe tells that something changed. It is believed by its signature over the body as it came, and only that
 * something changed: a job reads what. The organization comes from our own record of its customer.
 */
export function mountWebhook(app: App, platform: Platform): void {
  const { stripe, env, log } = platform;
  if (!stripe || !env.stripe) return;
  const { webhookSecret } = env.stripe;
  app.post("/webhooks/stripe", async (c) => {
    c.set("routePattern", "POST /webhooks/stripe");
    const event = await readEvent(stripe, await c.req.text(), c.req.header("stripe-signature") ?? "", webhookSecret);
    const customer = customerOf(event.data.object);
    const organizationId =
      customer === null
        ? null
        : await leaveTenant(platform, "Stripe tells of one of its customers").organizationOf("stripe_customer", customer);
    if (!organizationId) log.debug({ event_type: event.type }, "Stripe told of nobody that is known here");
    else await queueOnce(platform, organizationId, event);
    return c.json({ received: true });
  });
}

async function readEvent(stripe: Stripe, body: string, signature: string, secret: string): Promise<Stripe.Event> {
  try {
    return await stripe.webhooks.constructEventAsync(body, signature, secret);
  } catch (error) {
    throw new AppError("invalid_request", "The signature of this message is wrong, or too old.", { cause: error });
  }
}

/** The customer whom an object of Stripe's belongs to, or who it is. */
function customerOf(object: object): string | null {
  const { object: kind, id, customer } = object as { object?: unknown; id?: unknown; customer?: unknown };
  const found = kind === "customer" ? id : customer;
  return typeof found === "string" ? found : null;
}

/** An event that came before leaves nothing. */
function queueOnce(platform: Platform, organizationId: string, event: Stripe.Event): Promise<void> {
  return leaveTenant(platform, "Stripe tells of one of its customers")
    .act({ organizationId, act: stripeChanged })
    .transaction(async ({ db, send }) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("stripe_events")
        .values({ organization_id: organizationId, event_id: event.id, type: event.type })
        .onConflict((clash) => clash.doNothing())
        .executeTakeFirst();
      if (!numInsertedOrUpdatedRows) return;
      await send(stripeChanged, {});
    });
}
