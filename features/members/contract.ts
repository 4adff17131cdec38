import { z } from "zod";
import { Password } from "#features/identity/contract.ts";

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
  /** For those who hold `member:read_sign_ins`; null where it is longer ago than the account log goes back. */
  last_sign_in_at: z.string().nullable().optional(),
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
  password: Password.optional(),
  code: z.string().trim().optional(),
});

/** An invitation that waits for its answer. `expired` also where nobody answers for it any more: resending renews it. */
export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  role_name: z.string(),
  /** Null where the operator invites. */
  invited_by: z.object({ name: z.string() }).nullable(),
  created_at: z.string(),
  /** Null: does not end by itself. */
  expires_at: z.string().nullable(),
  status: z.enum(["pending", "expired"]),
  /** Null where the link was passed on by hand. */
  last_sent_at: z.string().nullable(),
});
export type Invitation = z.output<typeof Invitation>;

/** How many addresses one call invites. */
export const invitedMax = 100;

export const InviteUsers = z.object({
  emails: z
    .array(z.string().max(1000), "Enter at least one email address.")
    .min(1, "Enter at least one email address.")
    .max(invitedMax, `Invite at most ${invitedMax} addresses at a time.`),
  role: Role,
});

/**
 * What became of one address. `reason` says why one was refused; `link` is there where nothing is mailed, shown this once;
 * `invitation` is the pending one, new or as it stood.
 */
export const InvitationOutcome = z.object({
  email: z.string(),
  outcome: z.enum(["sent", "not_mailed", "already_member", "already_invited", "refused"]),
  reason: z.string().optional(),
  link: z.string().optional(),
  invitation: Invitation.optional(),
});
export type InvitationOutcome = z.output<typeof InvitationOutcome>;

export const UpdateInvitation = z.object({ role: Role });

/** A link to pass on by hand, shown this once. */
export const InvitationLink = z.object({ link: z.string() });

/**
 * How an invitation stands for whoever holds its link. `replaced`: a newer link was sent; `closed`: the organization is
 * suspended or being deleted; `full`: it has no seat left.
 */
export const InvitationState = z.enum(["pending", "accepted", "expired", "revoked", "declined", "replaced", "closed", "full"]);
export type InvitationState = z.output<typeof InvitationState>;

/**
 * What whoever holds an invitation's link is shown. `inviter` is null where the operator invites; `email` is masked, and
 * `address` is there in full where the link itself proves it. `you` is there with a session: a member already, whom
 * `organization_id` leads on, one whose colleague is invited, the account that is invited, the same while it must first
 * confirm its address, or another.
 */
export const InvitationView = z.object({
  organization: z.string(),
  inviter: z.string().nullable(),
  role: z.string(),
  role_name: z.string(),
  email: z.string(),
  address: z.string().optional(),
  state: InvitationState,
  /** Null: does not end by itself. */
  expires_at: z.string().nullable(),
  you: z.enum(["member", "colleague", "invited", "unconfirmed", "other"]).optional(),
  organization_id: z.string().optional(),
});
export type InvitationView = z.output<typeof InvitationView>;

/** Where an accepted invitation leads. `confirmed`: its mailed link was the first to confirm the account's address. */
export const Joined = z.object({ organization_id: z.string(), role: z.string(), confirmed: z.literal(true).optional() });

/** From whom no invitation comes any more: this organization, or any. */
export const DeclineInvitation = z.object({ from: z.enum(["organization", "everyone"]) });

/** How many more people may be invited; null: as many as one likes. */
export const Seats = z.object({ left: z.number().nullable() });
export type Seats = z.output<typeof Seats>;
