import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named, valueOf } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { grantableRole } from "../grantable-role.ts";
import { lockAsGiver } from "../lock-as-giver.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict, invalid } from "#platform/errors.ts";
import { say, type Sentence } from "#platform/sentence.ts";
import { DeleteRole } from "../../contract.ts";
import { requireAuthority } from "./check-role.ts";
import { countHolders, findCustomRole } from "./present-role.ts";

export const deleteRole = operation({
  name: "role.delete",
  summary:
    "Deletes a role of the organization. Members who have it, and invitations with it, get the role in `move_to`, which the caller must be able to give.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => {
    const next = valueOf({ ...entry, before: null }, "moved_to");
    return `deleted the role${named(entry)}${next ? ` and moved its members to “${next}”` : ""}`;
  },
  permission: "role:delete",
  alsoAsks: ["member:grant_owner"],
  params: ["role_id"],
  input: DeleteRole,
  output: z.null(),
  status: 204,
  example: ({ role_id }) => ({ params: { role_id }, input: { move_to: "viewer" } }),
  async run({ db, organization, actor, permissions, params, product, audit, request }, { move_to }) {
    const giver = await lockAsGiver(db, organization.id, actor, permissions, "role:delete");
    const role = await findCustomRole(db, organization.id, params.role_id);
    requireAuthority(role, giver);
    checkVersion(request, role.version);
    if (move_to === role.id) throw invalid({ move_to: "Choose a role other than the one being deleted." });
    const next = move_to === undefined ? null : await grantableRole(db, organization.id, giver, move_to, "move_to");
    const holders = await countHolders(db, product, organization.id, role.id);
    const [members, invitations] = [holders.members.get(role.id) ?? 0, holders.invitations.get(role.id) ?? 0];
    if (members + invitations > 0) {
      if (!next) throw conflict(say`${holdersSentence(members, invitations)} Say with move_to which role they get.`);
      await moveMembers(db, organization.id, role.id, next.id);
      for (const { move } of product.roleHolders) await move(db, organization.id, role.id, next.id);
    }
    await db.deleteFrom("custom_roles").where("organization_id", "=", organization.id).where("id", "=", role.id).execute();
    audit({
      target: { type: "role", id: role.id, label: role.name },
      before: { name: role.name, description: role.description, permissions: role.permissions },
      after: members + invitations > 0 ? { moved_to: next?.name, members, invitations } : null,
    });
    return null;
  },
});

async function moveMembers(db: Db, organizationId: string, from: string, to: string): Promise<void> {
  await db.updateTable("memberships").set({ role: to }).where("organization_id", "=", organizationId).where("role", "=", from).execute();
}

function holdersSentence(members: number, invitations: number): Sentence {
  const having = members === 1 ? say`${members} member has` : say`${members} members have`;
  const naming = invitations === 1 ? say`${invitations} invitation names` : say`${invitations} invitations name`;
  if (invitations === 0) return say`${having} this role.`;
  return members === 0 ? say`${naming} this role.` : say`${having} this role and ${naming} it.`;
}
