import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { forbidden } from "#platform/errors.ts";
import { endMembership } from "./end-membership.ts";
import { findMember } from "./find-member.ts";
import { findRole } from "./find-role.ts";
import { isAbove } from "./grantable-role.ts";
import { lockAsGiver } from "./lock-as-giver.ts";

export const removeMember = operation({
  name: "member.remove",
  summary: "Takes a member out of the organization; what they made stays. Nobody removes a member whose role is above their own.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `removed${named(entry)} from the organization`,
  permission: "member:remove",
  alsoAsks: ["member:grant_owner"],
  params: ["membership_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: (world) => ({ params: { membership_id: world.membership_id } }),
  async run({ db, organization, actor, permissions, params, product, audit }) {
    const giver = await lockAsGiver(db, organization.id, actor, permissions, "member:remove");
    const member = await findMember(db, organization.id, params.membership_id);
    if (isAbove(await findRole(db, organization.id, member.role), giver)) throw forbidden("The role of this member is above yours.");
    audit(await endMembership(db, product, organization.id, member));
    return null;
  },
});
