import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { forbidden } from "#platform/errors.ts";
import { Member, UpdateMember } from "../contract.ts";
import { auditedRole } from "./audited-role.ts";
import { fromRoleTo } from "./say-role.ts";
import { findMember } from "./find-member.ts";
import { findRole } from "./find-role.ts";
import { grantableRole, isAbove } from "./grantable-role.ts";
import { lockAsGiver } from "./lock-as-giver.ts";

export const updateMember = operation({
  name: "member.update",
  summary: "Gives a member another role: never one above the caller's own, and never to the caller, but an Owner may step down.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `changed the role of${named(entry)}${fromRoleTo(entry)}`,
  permission: "member:update",
  alsoAsks: ["member:grant_owner"],
  params: ["membership_id"],
  input: UpdateMember,
  output: Member,
  example: (world) => ({ params: { membership_id: world.membership_id }, input: { role: "member" } }),
  async run({ db, organization, actor, permissions, params, audit }, { role }) {
    const giver = await lockAsGiver(db, organization.id, actor, permissions, "member:update");
    const member = await findMember(db, organization.id, params.membership_id);
    if (member.id === giver.membershipId && member.role !== "owner") throw forbidden("Your own role is for somebody else to change.");
    if (isAbove(await findRole(db, organization.id, member.role), giver)) throw forbidden("The role of this member is above yours.");
    const next = await grantableRole(db, organization.id, giver, role);
    if (role === member.role) {
      audit(null);
      return member;
    }
    await db.updateTable("memberships").set({ role }).where("organization_id", "=", organization.id).where("id", "=", member.id).execute();
    const after = { ...member, role, role_name: next.name };
    audit({
      target: { type: "membership", id: member.id, label: member.user.email },
      before: auditedRole(member),
      after: auditedRole(after),
    });
    return after;
  },
});
