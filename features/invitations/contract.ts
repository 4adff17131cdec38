import { z } from "zod";
import { Role } from "#features/members/contract.ts";

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
    .array(z.string().max(1000), "Enter at least one e-mail address.")
    .min(1, "Enter at least one e-mail address.")
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
