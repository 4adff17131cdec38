import { z } from "zod";
import { inPath, operation } from "#access/operation.ts";
import { newGrace, statusOf } from "#access/status.ts";
import { changeFacts } from "#features/organizations/server/change-facts.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { conflict } from "#platform/errors.ts";
import { OperatorOrganization } from "../contract.ts";
import { presentOrganization } from "./present-organization.ts";

export const reactivateOrganization = operation({
  name: "operator.reactivate_organization",
  summary: "Ends a suspension. Where a payment is still due, another 14 days of grace begin.",
  scope: "operator",
  within: inPath,
  kind: "write",
  says: () => "reactivated the organization",
  params: ["organization_id"],
  input: z.object({}),
  output: OperatorOrganization,
  example: ({ organization_id }) => ({ params: { organization_id }, status: "suspended" }),
  async run({ actor, organizationId: id, db, audit }) {
    const before = await lockOrganization(db, id);
    if (!before.suspended_at) throw conflict("This organization is not suspended.");
    const undone = { suspended_at: null, suspended_by: null, suspended_reason: null };
    const change = before.past_due_since ? { ...undone, grace_until: newGrace() } : undone;
    await changeFacts(db, id, change, actor.label, "The suspension was ended.");
    const after = await presentOrganization(db, id);
    audit({
      target: { type: "organization", id, label: before.name },
      before: { status: statusOf(before), reason: before.suspended_reason },
      after: { status: after.status },
    });
    return after;
  },
});
