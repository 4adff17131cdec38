import { route, type Route } from "#access/router.ts";
import { readSecurity } from "./read-security.ts";
import { updateSecurity } from "./update-security.ts";

const organization = "/v1/organizations/{organization_id}";

export const routes: Route[] = [route(`GET ${organization}/security`, readSecurity), route(`PUT ${organization}/security`, updateSecurity)];
