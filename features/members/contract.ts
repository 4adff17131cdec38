import { z } from "zod";

export const Role = z.enum(["owner", "admin", "member", "viewer"], "Choose Owner, Admin, Member or Viewer.");
export type Role = z.output<typeof Role>;

/** Somebody in an organization. `role` is one of the four, or a role that the organization made. */
export const Member = z.object({
  id: z.string(),
  role: z.string(),
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  last_active_at: z.string(),
  joined_at: z.string(),
});
export type Member = z.output<typeof Member>;

/** What members are sorted by; `-` turns it round. */
export const MemberSort = z.enum(["name", "-name", "role", "-role", "last_active_at", "-last_active_at", "joined_at", "-joined_at"]);
export type MemberSort = z.output<typeof MemberSort>;

export const UpdateMember = z.object({ role: Role });

/** The Owner's password confirms, or, where the account has none, a code that the first call without one sends by mail. */
export const TransferOwnership = z.object({
  membership_id: z.string(),
  password: z.string().optional(),
  code: z.string().trim().optional(),
});

/**
 * What whoever holds an invitation's link is shown, signed in or not. `inviter` is null where the operator invites;
 * `email` is masked; `state` is `closed` while the organization takes nobody in.
 */
export const InvitationView = z.object({
  organization: z.string(),
  inviter: z.string().nullable(),
  role: z.string(),
  email: z.string(),
  state: z.enum(["pending", "accepted", "expired", "closed"]),
});
export type InvitationView = z.output<typeof InvitationView>;

/** Where an accepted invitation leads. */
export const Joined = z.object({ organization_id: z.string(), role: z.string() });
