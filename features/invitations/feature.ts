import type { Feature } from "#access/feature.ts";
import { invitationsByRole } from "./server/invitations-by-role.ts";
import { invitationsOfMember } from "./server/invitations-of-member.ts";
import { mailInvitation } from "./server/mail-invitation.ts";
import { askedMail, invitationMail } from "./server/mails.ts";
import { routes } from "./server/routes.ts";
import { sampleInvitation } from "./server/sample-invitation.ts";
import { sweepInvitations } from "./server/sweep-invitations.ts";
import { tellAsked } from "./server/tell-asked.ts";

const asked = { to: "ann@example.com", organization: "Acme", url: "https://botcadence.example/there" };

/** Whom an organization asks to join. */
export const invitations: Feature = {
  name: "invitations",
  routes,
  jobs: [mailInvitation, tellAsked, sweepInvitations],
  nouns: [{ name: "invitation", label: "Invitations" }],
  heldByMembers: invitationsOfMember,
  roleHolders: invitationsByRole,
  follows: { invitation: "member:list" },
  tables: {
    invitations: {
      archive: {
        name: "invitations",
        what: "An address that the organization invited. Not the link.",
        columns: [
          "id",
          "email",
          "role",
          "invited_by_name",
          "inviter_membership_id",
          "created_at",
          "expires_at",
          "accepted_at",
          "revoked_at",
          "declined_at",
          "last_sent_at",
          "asked_at",
        ],
        leftOut: { custom_role_id: "Derived from `role`, which is exported." },
      },
      counted: true,
    },
    invitation_tokens: { archive: "Used to recognize an invitation's links.", counted: true },
    invitation_limits: { ofInstallation: "How often addresses were mailed invitations lately, across organizations." },
  },
  sample: sampleInvitation,
  mails: {
    invitationMail: () =>
      ["Ben Baker", null].flatMap((inviter) =>
        ["2026-03-01T00:00:00Z", null].flatMap((until) =>
          (["admin", null] as const).map((role) => invitationMail({ ...asked, inviter, role, until })),
        ),
      ),
    askedMail: () => [askedMail({ ...asked, email: "bea@example.com" })],
  },
};
