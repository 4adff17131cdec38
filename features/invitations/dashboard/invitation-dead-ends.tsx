import { useRefresh } from "#browser/api/use-refresh.ts";
import { Link } from "@tanstack/react-router";
import { signOut } from "#browser/api/sign-out.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { SendConfirmation } from "#features/identity/dashboard/send-confirmation.tsx";
import type { InvitationState, InvitationView } from "../contract.ts";
import { AskForInvitation } from "./ask-for-invitation.tsx";
import { DeadEnd, Onward } from "./dead-end.tsx";
import { t } from "./messages.ts";

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
    title: t("invitationDeadEnds.used"),
    sentence: t("invitationDeadEnds.usedSentence", { organization }),
  }),
  expired: ({ organization }) => ({
    title: t("invitationDeadEnds.expired"),
    sentence: t("invitationDeadEnds.expiredSentence", { organization }),
    mayAsk: true,
  }),
  revoked: ({ organization }) => ({
    title: t("invitationDeadEnds.revoked"),
    sentence: t("invitationDeadEnds.revokedSentence", { organization }),
    mayAsk: true,
  }),
  replaced: ({ organization }) => ({
    title: t("invitationDeadEnds.replaced"),
    sentence: t("invitationDeadEnds.replacedSentence", { organization }),
    mayAsk: true,
  }),
  declined: ({ organization }) => ({
    title: t("invitationDeadEnds.declined"),
    sentence: t("invitationDeadEnds.declinedSentence", { organization }),
  }),
  full: ({ organization, inviter }) => ({
    title: t("invitationDeadEnds.noSeat", { organization }),
    sentence: inviter === null ? t("invitationDeadEnds.noSeatInviter") : t("invitationDeadEnds.noSeatSentence", { inviter }),
  }),
  closed: ({ organization }) => ({
    title: t("invitationDeadEnds.closed", { organization }),
    sentence: t("invitationDeadEnds.closedSentence"),
  }),
};

export function MemberAlready({ invitation: { organization, organization_id: id } }: { invitation: InvitationView }) {
  return (
    <DeadEnd title={t("invitationDeadEnds.member", { organization })} sentence={t("invitationDeadEnds.memberSentence")}>
      {id === undefined ? (
        <Onward isSignedIn />
      ) : (
        <Link
          to="/organizations/$organizationId/projects"
          params={{ organizationId: id }}
          className={buttonClasses({ look: "primary", size: "large" })}
        >
          {t("invitationDeadEnds.goTo", { organization })}
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
      title={t("invitationDeadEnds.other")}
      sentence={t("invitationDeadEnds.otherSentence", { invited: invitation.email, organization, email })}
    >
      {id !== undefined && (
        <Link
          to="/organizations/$organizationId/projects"
          params={{ organizationId: id }}
          className={buttonClasses({ look: "primary", size: "large" })}
        >
          {t("invitationDeadEnds.goTo", { organization })}
        </Link>
      )}
      <Button size="large" onClick={() => void signOut(`/invitations/${token}`)}>
        {t("invitationDeadEnds.signOut")}
      </Button>
    </DeadEnd>
  );
}

export function AnotherAccount({ token, invitation, email }: { token: string; invitation: InvitationView; email: string }) {
  return (
    <DeadEnd
      title={t("invitationDeadEnds.otherAddress")}
      sentence={t("invitationDeadEnds.otherAddressSentence", { invited: invitation.email, organization: invitation.organization, email })}
    >
      <Button look="primary" size="large" onClick={() => void signOut(`/invitations/${token}`)}>
        {t("invitationDeadEnds.signOut")}
      </Button>
      <Link to="/organizations" className={buttonClasses({ size: "large" })}>
        {t("invitationDeadEnds.stay")}
      </Link>
    </DeadEnd>
  );
}

/** A link that was passed on by hand proves no address: the account must confirm its own first. */
export function UnconfirmedAddress({ organization, email }: { organization: string; email: string }) {
  const readAll = useRefresh([]);
  return (
    <DeadEnd
      title={t("invitationDeadEnds.confirm")}
      sentence={t("invitationDeadEnds.confirmSentence", { organization, email })}
      foot={<SignOut />}
    >
      <Button look="primary" size="large" onClick={() => void readAll()}>
        {t("invitationDeadEnds.confirmed")}
      </Button>
      <SendConfirmation email={email} />
    </DeadEnd>
  );
}

function SignOut() {
  return (
    <>
      {t.rich("invitationDeadEnds.notYou", {
        out: (text) => (
          <button type="button" className="font-medium text-accent" onClick={() => void signOut()}>
            {text}
          </button>
        ),
      })}
    </>
  );
}
