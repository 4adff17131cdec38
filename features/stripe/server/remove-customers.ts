import type { Stripe } from "stripe";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";

/** Customers whose organizations were purged are removed at Stripe, which ends their subscriptions at once. */
export async function removeCustomers(platform: Platform, stripe: Stripe, signal: AbortSignal): Promise<void> {
  const rows = await leaveTenant(platform, "customers whose organization is gone").system(({ db }) =>
    db.selectFrom("customers_to_remove").select("stripe_customer_id").orderBy("since").limit(100).execute(),
  );
  for (const { stripe_customer_id: id } of rows) {
    signal.throwIfAborted();
    await stripe.customers.del(id).catch(unlessGone);
    await leaveTenant(platform, "a customer was removed at Stripe").system(({ db }) =>
      db.deleteFrom("customers_to_remove").where("stripe_customer_id", "=", id).execute(),
    );
  }
}

function unlessGone(error: unknown): null {
  if ((error as { code?: unknown }).code === "resource_missing") return null;
  throw error;
}
