import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { worksWhile } from "#access/status.ts";
import { Elsewhere } from "#features/plans/contract.ts";
import { ensureCustomer } from "./customer.ts";
import { stripeOf } from "./stripe-of.ts";

export const openPortal = procedure({
  name: "subscription.open_portal",
  summary: "Opens Stripe's pages on which what is due is paid, the payment method is changed and invoices are read.",
  scope: "organization",
  kind: "write",
  says: () => "opened the payment portal",
  permission: "billing:update",
  allowedWhile: worksWhile.pay,
  available: whereSoldBy("stripe"),
  input: z.object({}),
  output: Elsewhere,
  status: 201,
  example: () => ({}),
  async run({ platform, organization, transaction }) {
    const stripe = stripeOf(platform);
    const customer = await ensureCustomer({ stripe, organizationId: organization.id, transaction });
    const return_url = `${platform.env.appUrl}/organizations/${organization.id}/settings/billing?checkout=done`;
    const { url } = await stripe.billingPortal.sessions.create({ customer, return_url });
    await transaction(async ({ audit }) => audit({ target: { type: "subscription", id: organization.id, label: organization.name } }));
    return { url };
  },
});
