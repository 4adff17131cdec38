import type { Stripe } from "stripe";

const known = new WeakMap<Stripe, string>();

/** The country of the Stripe account, which is the seller's: asked for once. */
export async function sellerCountry(stripe: Stripe): Promise<string> {
  const country = known.get(stripe) ?? (await stripe.accounts.retrieveCurrent()).country ?? "";
  known.set(stripe, country);
  return country;
}
