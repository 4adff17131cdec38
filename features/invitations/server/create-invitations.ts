import { z } from "zod";
import { operation, type TransactionContext } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { readRoom } from "#features/budgets/server/require-room.ts";
import { Email } from "#features/identity/contract.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { InvitationOutcome, InviteUsers } from "../contract.ts";
import { membersOf } from "#features/members/server/find-member.ts";
import { auditedRole } from "#features/members/server/audited-role.ts";
import { asRole } from "#features/members/server/say-role.ts";
import type { StandingRole } from "#features/members/server/find-role.ts";
import { grantableRole } from "#features/members/server/grantable-role.ts";
import { lockAsGiver } from "#features/members/server/lock-as-giver.ts";
import { findInviter, type Inviter } from "./inviter.ts";
import { takeMails } from "./mail-limits.ts";
import { findOpenInvitation, invitationColumns, openInvitations, presentInvitation } from "./present-invitation.ts";
import { countSeats } from "./count-seats.ts";
import { newExpiry, sendInvitation } from "./send-invitation.ts";

export const createInvitations = operation({
  name: "invitation.create",
  summary:
    "Invites up to 100 addresses, each for seven days, and answers a row for each in the order given. One that is wrong holds up no other.",
  scope: "organization",
  kind: "write",
  says: (entry) => `invited${named(entry)}${asRole(entry)}`,
  permission: "member:invite",
  alsoAsks: ["member:grant_owner"],
  input: InviteUsers,
  output: z.object({ data: z.array(InvitationOutcome) }),
  secretAnswer: ({ data }: { data: InvitationOutcome[] }) => data.some(({ link }) => link !== undefined),
  example: () => ({ input: { emails: ["new.colleague@example.com"], role: "member" } }),
  async run({ db, organization, actor, permissions, platform, audit, send }, { emails, role }) {
    const giver = await lockAsGiver(db, organization.id, actor, permissions, "member:invite");
    const granted = await grantableRole(db, organization.id, giver, role);
    const inviter = await findInviter(platform, db, organization.id, giver);
    const asked = emails.map(readAddress);
    const addresses = [...new Set(asked.flatMap(({ email }) => email ?? []))];
    const standing = await findStanding(db, organization.id, addresses);
    const fresh = addresses.filter((email) => !standing.has(email));
    const { left, refusal: full } = await readRoom(platform, db, organization.id, "seats", await countSeats(db, organization.id));
    const seated = fresh.slice(0, left);
    const refusals = platform.mail.mode === "none" ? new Map() : await takeMails(platform, db, organization.id, inviter, seated);
    for (const email of fresh.slice(left)) refusals.set(email, full?.message);

    let changed = false;
    const rows: InvitationOutcome[] = [];
    for (const { written, email, reason } of asked) {
      const known = email === null ? undefined : standing.get(email);
      const refusal = email === null ? reason : refusals.get(email);
      if (known) rows.push({ ...known, email: written });
      else if (email === null || refusal) rows.push({ email: written, outcome: "refused", reason: refusal });
      else {
        const row = await invite({ db, send, audit, platform }, { organizationId: organization.id, email, role: granted, inviter });
        changed = true;
        standing.set(email, { outcome: "already_invited", ...(row.invitation ? { invitation: row.invitation } : {}) });
        rows.push({ ...row, email: written });
      }
    }
    if (!changed) audit(null);
    return { data: rows };
  },
});

type Asked = { written: string; email: string; reason?: never } | { written: string; email: null; reason: string };

/** An address as it was written and as it is compared, or what is wrong with it. */
function readAddress(text: string): Asked {
  const written = text.trim();
  const parsed = Email.safeParse(written);
  if (parsed.success) return { written, email: parsed.data };
  return { written, email: null, reason: parsed.error.issues[0]?.message ?? "This is not an e-mail address." };
}

type Standing = Pick<InvitationOutcome, "outcome" | "invitation">;

/** What is known of addresses already. One whose invitation is over is invited anew. */
async function findStanding(db: Db, organizationId: string, emails: string[]): Promise<Map<string, Standing>> {
  const standing = new Map<string, Standing>();
  if (emails.length === 0) return standing;
  const invitations = await openInvitations(db, organizationId).select(invitationColumns).where("i.email", "in", emails).execute();
  for (const row of invitations) {
    const invitation = presentInvitation(row);
    if (invitation.status === "pending") standing.set(row.email, { outcome: "already_invited", invitation });
  }
  const members = await membersOf(db, organizationId).select("u.email").where("u.email", "in", emails).execute();
  for (const { email } of members) standing.set(email, { outcome: "already_member" });
  return standing;
}

type Context = Pick<TransactionContext, "db" | "send" | "audit"> & { platform: Platform };
type New = { organizationId: string; email: string; role: StandingRole; inviter: Inviter };

/** A new invitation, which takes the place of one that has expired. */
async function invite(context: Context, { organizationId, email, role, inviter }: New): Promise<InvitationOutcome> {
  const { db, audit } = context;
  const id = newId("inv");
  await db
    .updateTable("invitations")
    .set({ revoked_at: new Date() })
    .where("organization_id", "=", organizationId)
    .where("email", "=", email)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .execute();
  await db
    .insertInto("invitations")
    .values({
      organization_id: organizationId,
      id,
      email,
      role: role.id,
      invited_by_name: inviter.name,
      inviter_membership_id: inviter.membershipId,
      expires_at: newExpiry(),
    })
    .execute();
  const { outcome, link } = await sendInvitation(context, organizationId, id);
  audit({ target: { type: "invitation", id, label: email }, after: auditedRole({ role: role.id, role_name: role.name }) });
  const invitation = presentInvitation(await findOpenInvitation(db, organizationId, id));
  return { email, outcome, ...(link === null ? {} : { link }), invitation };
}
