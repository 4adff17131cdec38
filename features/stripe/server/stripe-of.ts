import type { Stripe } from "stripe";
import type { Platform } from "#platform/platform.ts";

/** The client, for what is there only where Stripe sells. */
export function stripeOf({ stripe }: Platform): Stripe {
  if (!stripe) throw new Error("This installation takes no payments through Stripe.");
  return stripe;
}
