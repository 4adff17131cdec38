import { useRefresh } from "#browser/api/use-refresh.ts";
import { Link } from "@tanstack/react-router";
import { signOut } from "#browser/api/sign-out.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { SendConfirmation } from "#features/identity/dashboard/send-confirmation.tsx";
import type { InvitationState, InvitationView } from "../contract.ts";
import { AskForInvitation } from "./ask-for-invitation.tsx";
import { DeadEnd, Onward } from "./dead-end.tsx";

/** What became of an invitation by which nobody joins, and what one can do. */
export function OverInvitation({ token, invitation, isSignedIn }: { token: string; invitation: InvitationView; isSignedIn: boolean }) {
  const { title, sentence, ...end } = ends[invitation.state as Exclude<InvitationState, "pending">](invitation);
  const mayAsk = end.mayAsk && invitation.you !== "colleague";
  return (
    <DeadEnd title={title} sentence={sentence}>
      {mayAsk && <AskForInvitation token={token} inviter={invitation.inviter} />}
      <Onward isSignedIn={isSignedIn} look={mayAsk ? "secondary" : "primary"} />
    </DeadEnd>
  );
}

type End = { title: string; sentence: string; mayAsk?: boolean };

const ends: Record<Exclude<InvitationState, "pending">, (invitation: InvitationView) => End> = {
  accepted: ({ organization }) => ({
    title: "This invitation was used already",
    sentence: `To get to ${organization}, sign in with the address that was invited.`,
  }),
  expired: ({ organization }) => ({
    title: "This invitation has expired",
    sentence: `The link to ${organization} worked for seven days.`,
    mayAsk: true,
  }),
  revoked: ({ organization }) => ({
    title: "This invitation was revoked",
    sentence: `The link no longer lets anybody into ${organization}.`,
    mayAsk: true,
  }),
  replaced: ({ organization }) => ({
    title: "A newer invitation was sent",
    sentence: `Open the link in the newest mail from us to join ${organization}. This one no longer works.`,
    mayAsk: true,
  }),
  declined: ({ organization }) => ({
    title: "This invitation was declined",
    sentence: `${organization} cannot invite this address again. To join after all, ask to be invited at another one.`,
  }),
  full: ({ organization, inviter }) => ({
    title: `${organization} has no seat left`,
    sentence: `Ask ${inviter ?? "the person who invited you"} to make room. Then this link works again.`,
  }),
  closed: ({ organization }) => ({
    title: `${organization} is not taking new members at the moment`,
    sentence: "It is suspended or being deleted. The link works again when that is over.",
  }),
};

export function MemberAlready({ invitation: { organization, organization_id: id } }: { invitation: InvitationView }) {
  return (
    <DeadEnd title={`You belong to ${organization} already`} sentence="There is nothing left to accept.">
      {id === undefined ? (
        <Onward isSignedIn />
      ) : (
        <Link
          to="/organizations/$organizationId/projects"
          params={{ organizationId: id }}
          className={buttonClasses({ look: "primary", size: "large" })}
        >
          Go to {organization}
        </Link>
      )}
    </DeadEnd>
  );
}

/** The link of somebody else's invitation to an organization that one belongs to oneself. */
export function ForColleague({ token, invitation, email }: { token: string; invitation: InvitationView; email: string }) {
  const { organization, organization_id: id } = invitation;
  return (
    <DeadEnd
      title="This invitation is for somebody else"
      sentence={`It invites ${invitation.email} to ${organization}, which you belong to already. Pass the link on to them. You are signed in as ${email}.`}
    >
      {id !== undefined && (
        <Link
          to="/organizations/$organizationId/projects"
          params={{ organizationId: id }}
          className={buttonClasses({ look: "primary", size: "large" })}
        >
          Go to {organization}
        </Link>
      )}
      <Button size="large" onClick={() => void signOut(`/invitations/${token}`)}>
        Sign out and continue
      </Button>
    </DeadEnd>
  );
}

export function AnotherAccount({ token, invitation, email }: { token: string; invitation: InvitationView; email: string }) {
  return (
    <DeadEnd
      title="This invitation is for another address"
      sentence={`It invites ${invitation.email} to ${invitation.organization}. You are signed in as ${email}.`}
    >
      <Button look="primary" size="large" onClick={() => void signOut(`/invitations/${token}`)}>
        Sign out and continue
      </Button>
      <Link to="/organizations" className={buttonClasses({ size: "large" })}>
        Stay signed in
      </Link>
    </DeadEnd>
  );
}

/** A link that was passed on by hand proves no address: the account must confirm its own first. */
export function UnconfirmedAddress({ organization, email }: { organization: string; email: string }) {
  const readAll = useRefresh([]);
  return (
    <DeadEnd
      title="Confirm your email address"
      sentence={`Then you join ${organization}. Open the link that was mailed to ${email}, and come back to this page.`}
      foot={<SignOut />}
    >
      <Button look="primary" size="large" onClick={() => void readAll()}>
        I have confirmed it
      </Button>
      <SendConfirmation email={email} />
    </DeadEnd>
  );
}

function SignOut() {
  return (
    <>
      Not you?{" "}
      <button type="button" className="font-medium text-accent" onClick={() => void signOut()}>
        Sign out
      </button>
    </>
  );
}
