import { operation } from "#access/operation.ts";
import { ownersOf } from "#access/owners.ts";
import { dayOf } from "#access/says.ts";
import { statusSentence, worksWhile } from "#access/status.ts";
import { AppError, invalid } from "#platform/errors.ts";
import { DeleteOrganization, DeletionBegun } from "../contract.ts";
import { changeFacts } from "./change-facts.ts";
import { lockOrganization } from "./lock-organization.ts";
import { tellDeletion } from "./tell-deletion.ts";

/** How long an organization or an account can be brought back. */
export const restorableMs = 30 * 24 * 60 * 60 * 1000;

export const deleteOrganization = operation({
  name: "organization.delete",
  summary: "Makes an organization read-only and, unless an Owner restores it within 30 days, deletes it for good after them.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `deleted the organization; it goes for good${dayOf(entry, "purge_at")}`,
  permission: "organization:delete",
  allowedWhile: worksWhile.delete,
  input: DeleteOrganization,
  output: DeletionBegun,
  status: 202,
  example: () => ({ input: { confirm_name: "Test Company" } }),
  async run({ db, organization, actor, audit, send }, { confirm_name }) {
    const { name, purge_at } = await lockOrganization(db, organization.id);
    if (purge_at) throw new AppError("status_forbids", statusSentence("deleting"));
    if (confirm_name.trim() !== name) throw invalid({ confirm_name: "This is not the organization's name. Type it as it stands above." });
    const now = new Date();
    const purgeAt = new Date(now.getTime() + restorableMs);
    await changeFacts(
      db,
      organization.id,
      { purge_at: purgeAt, deletion_requested_at: now, deletion_requested_by: actor.label },
      actor.label,
      null,
    );
    for (const { membership_id } of await ownersOf(db, organization.id)) await send(tellDeletion, { membership_id });
    audit({
      target: { type: "organization", id: organization.id, label: name },
      before: { purge_at: null },
      after: { purge_at: purgeAt.toISOString() },
    });
    return { purge_at: purgeAt.toISOString() };
  },
});
