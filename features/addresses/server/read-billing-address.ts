import { z } from "zod";
import { operation } from "#access/operation.ts";
import { BillingAddress } from "../contract.ts";
import { findAddress } from "./find-address.ts";

export const readBillingAddress = operation({
  name: "billing_address.read",
  summary: "The address that invoices carry; null while none was set.",
  scope: "organization",
  kind: "read",
  permission: "billing:read",
  input: z.object({}),
  output: BillingAddress.nullable(),
  example: () => ({}),
  run: ({ db, organization, platform }) => findAddress(db, organization.id, platform.env.viesUrl),
});
