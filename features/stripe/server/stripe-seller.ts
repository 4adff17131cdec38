import type { Stripe } from "stripe";
import type { Seller } from "#features/addresses/server/seller.ts";
import { tellCustomer } from "./tell-customer.ts";

export const stripeSeller = (stripe: Stripe): Seller => ({
  async tellAddress({ organizationId, transaction }) {
    await tellCustomer({ stripe, organizationId, transaction });
  },
});
