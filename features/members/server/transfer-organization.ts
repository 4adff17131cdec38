import { procedure, type TransactionContext } from "#access/operation.ts";
import type { UserActor } from "#access/actor.ts";
import { nameOfRole, type Permission } from "#access/permissions.ts";
import { named } from "#access/says.ts";
import { confirmAct, wrongCode, type Confirmation } from "#features/identity/server/confirm-act.ts";
import { AppError, forbidden, invalid } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { Member, TransferOwnership } from "../contract.ts";
import { auditedRole } from "./audited-role.ts";
import { findMember } from "./find-member.ts";
import { grantableRole } from "./grantable-role.ts";
import { lockAsGiver } from "./lock-as-giver.ts";
import { ownershipCodeMail } from "./mails.ts";
import { tellOwnership } from "./tell-ownership.ts";

const codeLimit = { name: "ownership codes", points: 5, seconds: 3600 };

export const transferOrganization = procedure({
  name: "organization.transfer",
  summary:
    "Makes a member Owner and the caller Admin, and answers the new Owner. Confirmed by the caller's password; an account without one gets a code by mail at the first call, which answers 202, and sends it along in the second.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `handed the organization over to${named(entry)}`,
  permission: "organization:transfer",
  alsoAsks: ["member:grant_owner"],
  input: TransferOwnership,
  output: Member,
  example: (world) => ({ input: { membership_id: world.membership_id } }),
  async run({ actor, organization, permissions, platform, transaction }, { membership_id, ...confirming }) {
    if (actor.type !== "user") throw forbidden("Only a person hands over an organization.");
    const act = { organizationId: organization.id, actor, permissions, membershipId: membership_id };
    const confirmed = await confirmAct(
      platform,
      {
        actor,
        act: { name: "hand-over", on: [organization.id, membership_id] },
        limit: codeLimit,
        async prepare() {
          const { target } = await transaction(async (open) => {
            open.audit(null);
            return begin(open, act);
          });
          return (code) => ownershipCodeMail({ to: actor.label, organization: organization.name, newOwner: target.user.name, code });
        },
      },
      confirming,
    );
    if (confirmed instanceof Response) return confirmed;
    const owner = await transaction((open) => handOver(open, act, confirmed));
    if (!owner) throw wrongCode();
    return owner;
  },
});

type Act = {
  organizationId: string;
  actor: UserActor;
  permissions: ReadonlySet<Permission>;
  membershipId: string;
};

/** Promotes before it demotes, so that there is an Owner at every moment. Null where it is not confirmed; that is committed too. */
async function handOver(open: TransactionContext, act: Act, confirmed: Confirmation): Promise<Member | null> {
  const { db, audit, send } = open;
  const { organizationId, membershipId, actor } = act;
  const { ownerId, target } = await begin(open, act);
  if (!(await confirmed(db))) {
    audit(null);
    return null;
  }
  const setRole = (id: string, role: string) =>
    db.updateTable("memberships").set({ role }).where("organization_id", "=", organizationId).where("id", "=", id).execute();
  await setRole(membershipId, "owner");
  await setRole(ownerId, "admin");
  audit({
    target: { type: "membership", id: membershipId, label: target.user.email },
    before: { owner: actor.label, ...auditedRole(target) },
    after: { owner: target.user.email, role: "owner" },
  });
  await send(tellOwnership, { to: actor.label, other: target.user.name, side: "handed_over" });
  await send(tellOwnership, { to: target.user.email, other: actor.name, side: "received" });
  return { ...target, role: "owner", role_name: nameOfRole("owner") };
}

/** Locks, and finds both sides as they stand then. */
async function begin({ db }: TransactionContext, { organizationId, actor, permissions, membershipId }: Act) {
  const giver = await lockAsGiver(db, organizationId, actor, permissions, "organization:transfer");
  await grantableRole(db, organizationId, giver, "owner");
  const wrong = invalid({ membership_id: "Choose somebody who belongs to this organization." });
  if (!isId("mem", membershipId)) throw wrong;
  const target = await findMember(db, organizationId, membershipId).catch((error: unknown) => {
    throw error instanceof AppError ? wrong : error;
  });
  if (giver.membershipId === null || giver.membershipId === target.id)
    throw invalid({ membership_id: "You are Owner already. Choose somebody else." });
  return { ownerId: giver.membershipId, target };
}
