import type { Stripe } from "stripe";
import type { Platform } from "#platform/platform.ts";

/** For an operation's `available`: payments go through Stripe here. */
export const takesPayments = ({ stripe }: Platform): boolean => stripe !== null;

/** The client, where `available` or a check before made sure of it. */
export function stripeOf({ stripe }: Platform): Stripe {
  if (!stripe) throw new Error("This installation takes no payments through Stripe.");
  return stripe;
}
