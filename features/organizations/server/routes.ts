import { route, type Route } from "#access/router.ts";
import { deleteOrganization } from "./delete-organization.ts";
import { listOrganizations } from "./list-organizations.ts";
import { listStatusChanges } from "./list-status-changes.ts";
import { listPurgeCertificates } from "./list-purge-certificates.ts";
import { readDeletion } from "./read-deletion.ts";
import { readOrganization } from "./read-organization.ts";
import { restoreOrganization } from "./restore-organization.ts";
import { updateOrganization } from "./update-organization.ts";

export const routes: Route[] = [
  route("GET /v1/organizations", listOrganizations),
  route("GET /v1/organizations/{organization_id}", readOrganization),
  route("PATCH /v1/organizations/{organization_id}", updateOrganization),
  route("GET /v1/organizations/{organization_id}/status-changes", listStatusChanges),
  route("DELETE /v1/organizations/{organization_id}", deleteOrganization),
  route("GET /v1/organizations/{organization_id}/deletion", readDeletion),
  route("POST /v1/organizations/{organization_id}/restore", restoreOrganization),
  route("GET /v1/operator/purge-certificates", listPurgeCertificates),
];
