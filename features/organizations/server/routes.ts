import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { createOrganization } from "./create-organization.ts";
import { deleteOrganization } from "./delete-organization.ts";
import { listOrganizations } from "./list-organizations.ts";
import { listStatusChanges } from "./list-status-changes.ts";
import { listPurgeCertificates } from "./list-purge-certificates.ts";
import { readDeletion } from "./read-deletion.ts";
import { readMe, type Settle } from "./read-me.ts";
import { readOrganization } from "./read-organization.ts";
import { restoreOrganization } from "./restore-organization.ts";
import { suspendOverdue, suspension } from "./suspend-overdue.ts";
import { sweepIdempotencyKeys } from "./sweep-idempotency-keys.ts";
import { sweepPurges } from "./sweep-purges.ts";
import { tellDeletion } from "./tell-deletion.ts";
import { updateOrganization } from "./update-organization.ts";

/** @param settle puts a person who is in no organization into one */
export const routes = (settle: Settle): Route[] => [
  route("GET /v1/me", readMe(settle)),
  route("GET /v1/organizations", listOrganizations),
  route("POST /v1/organizations", createOrganization),
  route("GET /v1/organizations/{organization_id}", readOrganization),
  route("PATCH /v1/organizations/{organization_id}", updateOrganization),
  route("GET /v1/organizations/{organization_id}/status-changes", listStatusChanges),
  route("DELETE /v1/organizations/{organization_id}", deleteOrganization),
  route("GET /v1/organizations/{organization_id}/deletion", readDeletion),
  route("POST /v1/organizations/{organization_id}/restore", restoreOrganization),
  route("GET /v1/operator/purge-certificates", listPurgeCertificates),
];

export const jobs: (JobDefinition | SweepDefinition)[] = [suspendOverdue, sweepIdempotencyKeys, sweepPurges, tellDeletion as JobDefinition];

export const nouns: Noun[] = [{ name: "organization", label: "Organization" }];

export const acts = [suspension];
