import { z } from "zod";
import { operation } from "#access/operation.ts";
import { worksWhile } from "#access/status.ts";
import { conflict } from "#platform/errors.ts";
import { Organization } from "../contract.ts";
import { changeFacts } from "./change-facts.ts";
import { lockOrganization } from "./lock-organization.ts";
import { presentOrganization } from "./read-organization.ts";

/** What undoes a deletion. */
export const notDeleting = { purge_at: null, deletion_requested_at: null, deletion_requested_by: null } as const;

export const restoreOrganization = operation({
  name: "organization.restore",
  summary: "Withdraws the deletion of an organization, which is then as it was before.",
  scope: "organization",
  kind: "write",
  says: () => "restored the organization",
  permission: "organization:delete",
  allowedWhile: worksWhile.restore,
  input: z.object({}),
  output: Organization,
  example: () => ({ status: "deleting" }),
  async run({ db, organization, actor, permissions, audit }) {
    const { name, purge_at, purge_started_at } = await lockOrganization(db, organization.id);
    if (!purge_at) throw conflict("This organization is not being deleted.");
    if (purge_started_at) throw conflict("The deletion for good has begun. This organization can no longer be restored.");
    await changeFacts(db, organization.id, notDeleting, actor.label, "The deletion was withdrawn.");
    audit({
      target: { type: "organization", id: organization.id, label: name },
      before: { purge_at },
      after: { purge_at: null },
    });
    return presentOrganization(db, organization.id, actor, permissions);
  },
});
