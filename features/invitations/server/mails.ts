import { nameOfRole, type Role } from "#access/permissions.ts";
import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { sayDate } from "#platform/say-date.ts";
import { say } from "#platform/sentence.ts";

/** The mails of invitations. Subjects hold nothing that a user chose. */
export const invitationMail = (mail: {
  to: string;
  /** Null where the operator invites. */
  inviter: string | null;
  organization: string;
  /** Of the four that everybody has. Null for one of the organization's own, whose name could say anything to a stranger. */
  role: Role | null;
  /** When it ends; null where it does not by itself. */
  until: string | null;
  url: string;
}): Message =>
  composeMail({
    to: mail.to,
    subject: "You are invited to an organization on Botcadence",
    sentences: [
      mail.inviter === null
        ? say`You are invited to join the organization “${mail.organization}”${asRole(mail.role)}.`
        : say`“${mail.inviter}” invites you to join the organization “${mail.organization}”${asRole(mail.role)}.`,
      say`The link is for this address alone${mail.until === null ? "" : say`, and works until ${sayDate(mail.until)}`}.`,
      "If you do not know what this is about, ignore this mail; nothing will happen.",
    ],
    link: { label: "See the invitation", url: mail.url },
    aside: { label: "Decline, and get no more such invitations", url: `${mail.url}/decline` },
  });

const asRole = (role: Role | null) => (role === null ? "" : say` as ${nameOfRole(role)}`);

/** To the inviter: the person they invited asks for a new invitation. */
export const askedMail = (mail: { to: string; email: string; organization: string; url: string }): Message =>
  composeMail({
    to: mail.to,
    subject: "Somebody asks for a new invitation",
    sentences: [
      say`Somebody who reads mail at ${mail.email} asks for a new invitation to the organization “${mail.organization}”: the link of the last one no longer works.`,
      "Invite them again if you want them in. If not, ignore this mail.",
    ],
    link: { label: "Open the team", url: mail.url },
  });
