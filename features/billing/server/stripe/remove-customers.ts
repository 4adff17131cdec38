import type { Stripe } from "stripe";
import { systemTransaction } from "#platform/database/open.ts";
import type { Platform } from "#platform/platform.ts";

/** Customers whose organizations were purged are removed at Stripe, which ends their subscriptions at once. */
export async function removeCustomers(platform: Platform, stripe: Stripe, signal: AbortSignal): Promise<void> {
  const rows = await systemTransaction(platform.database, "customers whose organization is gone", ({ db }) =>
    db.selectFrom("customers_to_remove").select("stripe_customer_id").orderBy("since").limit(100).execute(),
  );
  for (const { stripe_customer_id: id } of rows) {
    signal.throwIfAborted();
    await stripe.customers.del(id).catch(unlessGone);
    await systemTransaction(platform.database, "a customer was removed at Stripe", ({ db }) =>
      db.deleteFrom("customers_to_remove").where("stripe_customer_id", "=", id).execute(),
    );
  }
}

function unlessGone(error: unknown): null {
  if ((error as { code?: unknown }).code === "resource_missing") return null;
  throw error;
}
