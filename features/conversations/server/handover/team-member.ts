import type { Actor } from "#access/actor.ts";
import { permissionsOf } from "#access/permissions.ts";
import { readKey } from "#access/by-api-key.ts";
import { membersOf } from "#features/members/server/find-member.ts";
import type { Db } from "#platform/database/transaction.ts";
import { forbidden, invalid } from "#platform/errors.ts";

/** Somebody of the team, as visitors may read their name; it may be empty. */
export type TeamMember = { id: string; name: string };

/**
 * Who of the team acts: the person with the session, or who made the API key.
 *
 * @throws AppError 403 where it is nobody of the team
 */
export async function actingMember(db: Db, organizationId: string, actor: Actor): Promise<TeamMember> {
  const membershipId = await readerOf(db, organizationId, actor);
  const member = membershipId === null ? undefined : await memberById(db, organizationId, membershipId);
  if (!member) throw forbidden("Only members of the team can do this.");
  return member;
}

/** Whether a member, by their role, can write to visitors: who is told of conversations, and given them. */
export function canReply({ role, permissions }: { role: string; permissions: readonly string[] | null }): boolean {
  return permissionsOf(role, permissions).has("conversation:reply");
}

/** Whose reading it is: a member's, also by their API key; null for who is none. */
export async function readerOf(db: Db, organizationId: string, actor: Actor): Promise<string | null> {
  if (actor.type === "user") return actor.membership?.id ?? null;
  return actor.type === "api_key" ? ((await readKey(db, organizationId, actor.id))?.membership_id ?? null) : null;
}

/** @throws AppError 422 at `assigned_to` for somebody who is no member, or could not reply */
export async function memberToAssign(db: Db, organizationId: string, membershipId: string): Promise<TeamMember> {
  const member = await memberById(db, organizationId, membershipId);
  if (!member) throw invalid({ assigned_to: "Choose a member of this organization." });
  if (!canReply(member)) throw invalid({ assigned_to: "Choose somebody whose role lets them reply to visitors." });
  return member;
}

/** A member with what tells whether they can reply; undefined where there is none. */
export function memberById(db: Db, organizationId: string, membershipId: string) {
  return membersOf(db, organizationId)
    .select(["m.id", "u.name", "m.role", "r.permissions"])
    .where("m.id", "=", membershipId)
    .executeTakeFirst();
}
