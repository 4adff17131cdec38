import { Stripe } from "stripe";
import type { Env } from "./env.ts";

/** Stripe's client; null where the installation takes no payments through it. */
export function openStripe({ stripe }: Pick<Env, "stripe">): Stripe | null {
  if (!stripe) return null;
  const { protocol, hostname, port } = new URL(stripe.apiUrl);
  return new Stripe(stripe.secretKey, {
    protocol: protocol === "http:" ? "http" : "https",
    host: hostname,
    port: port || (protocol === "http:" ? 80 : 443),
    timeout: 20_000,
    maxNetworkRetries: 2,
    telemetry: false,
  });
}
