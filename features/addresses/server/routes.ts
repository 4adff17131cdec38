import { route, type Route } from "#access/router.ts";
import { readAddressRules } from "./read-address-rules.ts";
import { readBillingAddress } from "./read-billing-address.ts";
import { updateBillingAddress } from "./update-billing-address.ts";

export const routes: Route[] = [
  route("GET /v1/address-rules", readAddressRules),
  route("GET /v1/organizations/{organization_id}/billing-address", readBillingAddress),
  route("PUT /v1/organizations/{organization_id}/billing-address", updateBillingAddress),
];
