import { route, type Route } from "#access/router.ts";
import { createOrganization } from "./create-organization.ts";
import { listOrganizations } from "./list-organizations.ts";
import { makeResetLink } from "./make-reset-link.ts";
import { purgeOrganization } from "./purge-organization.ts";
import { readLimits } from "./read-limits.ts";
import { reactivateOrganization } from "./reactivate-organization.ts";
import { resetFactors } from "./reset-factors.ts";
import { showOrganization } from "./show-organization.ts";
import { suspendOrganization } from "./suspend-organization.ts";
import { updateLimits } from "./update-limits.ts";

const organization = "/v1/operator/organizations/{organization_id}";

export const routes: Route[] = [
  route("GET /v1/operator/organizations", listOrganizations),
  route("POST /v1/operator/organizations", createOrganization),
  route(`GET ${organization}`, showOrganization),
  route(`GET ${organization}/limits`, readLimits),
  route(`PATCH ${organization}/limits`, updateLimits),
  route(`POST ${organization}/suspend`, suspendOrganization),
  route(`POST ${organization}/reactivate`, reactivateOrganization),
  route(`POST ${organization}/purge`, purgeOrganization),
  route("POST /v1/operator/reset-links", makeResetLink),
  route("POST /v1/operator/factor-resets", resetFactors),
];
