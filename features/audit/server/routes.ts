import { route, type Route } from "#access/router.ts";
import { exportAuditEntries } from "./export-audit-entries.ts";
import { listAuditEntries } from "./list-audit-entries.ts";
import { listAuditKinds } from "./list-audit-kinds.ts";
import { listAuditSeals } from "./list-audit-seals.ts";
import { verifyAuditLog } from "./verify-audit-log.ts";

export const routes: Route[] = [
  route("GET /v1/organizations/{organization_id}/audit-entries", listAuditEntries),
  route("GET /v1/organizations/{organization_id}/audit-entries/export", exportAuditEntries),
  route("GET /v1/organizations/{organization_id}/audit-entries/kinds", listAuditKinds),
  route("GET /v1/organizations/{organization_id}/audit-seals", listAuditSeals),
  route("GET /v1/operator/organizations/{organization_id}/audit-verification", verifyAuditLog),
];
