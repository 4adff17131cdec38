import type { JobDefinition } from "#access/job.ts";
import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { addressChanged } from "./address-changed.ts";
import { readAddressRules } from "./read-address-rules.ts";
import { readBillingAddress } from "./read-billing-address.ts";
import { updateBillingAddress } from "./update-billing-address.ts";

export const routes: Route[] = [
  route("GET /v1/address-rules", readAddressRules),
  route("GET /v1/organizations/{organization_id}/billing-address", readBillingAddress),
  route("PUT /v1/organizations/{organization_id}/billing-address", updateBillingAddress),
];

export const jobs: JobDefinition[] = [addressChanged];

export const nouns: Noun[] = [{ name: "billing_address", label: "Billing address" }];
