import { inPath, operation } from "#access/operation.ts";
import { reasonOf } from "#access/says.ts";
import { statusOf } from "#access/status.ts";
import { changeFacts } from "#features/organizations/server/change-facts.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { conflict } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import { OperatorOrganization, SuspendOrganization } from "../contract.ts";
import { presentOrganization } from "./present-organization.ts";

export const suspendOrganization = operation({
  name: "operator.suspend_organization",
  summary: "Makes an organization read-only until it is reactivated; its agents do not answer. Everybody in it can read the reason.",
  scope: "operator",
  within: inPath,
  kind: "write",
  changesRights: true,
  says: (entry) => `suspended the organization${reasonOf(entry)}`,
  params: ["organization_id"],
  input: SuspendOrganization,
  output: OperatorOrganization,
  example: ({ organization_id }) => ({ params: { organization_id }, input: { reason: "Reported for spam." } }),
  async run({ actor, organizationId: id, db, audit }, { reason }) {
    const before = await lockOrganization(db, id);
    if (before.suspended_at) throw conflict(say`This organization is suspended already: ${before.suspended_reason ?? "—"}`);
    const change = { suspended_at: new Date(), suspended_by: actor.label, suspended_reason: reason };
    await changeFacts(db, id, change, actor.label, reason);
    const after = await presentOrganization(db, id);
    audit({
      target: { type: "organization", id, label: before.name },
      before: { status: statusOf(before) },
      after: { status: after.status, reason },
    });
    return after;
  },
});
