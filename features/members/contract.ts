import { z } from "zod";

/** One of the four, or the id of a role that the organization made; whether it has that one is the server's to say. */
export const Role = z.string().regex(/^(owner|admin|member|viewer|rol_[0-9a-z]{26})$/, "Choose a role of this organization.");
export type Role = z.output<typeof Role>;

/** Somebody in an organization. `role_name` is what the role is called there. */
export const Member = z.object({
  id: z.string(),
  role: z.string(),
  role_name: z.string(),
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  last_active_at: z.string(),
});
export type Member = z.output<typeof Member>;

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
  role_name: z.string(),
  email: z.string(),
  state: z.enum(["pending", "accepted", "expired", "closed"]),
});
export type InvitationView = z.output<typeof InvitationView>;

/** Where an accepted invitation leads. */
export const Joined = z.object({ organization_id: z.string(), role: z.string() });
