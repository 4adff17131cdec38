import { route, type Route } from "#access/router.ts";
import { listAuditEntries } from "./list-audit-entries.ts";

export const routes: Route[] = [route("GET /v1/organizations/{organization_id}/audit-entries", listAuditEntries)];
