import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "#dashboard/api/api.ts";
import { ApiError } from "#dashboard/api/api-error.ts";
import { invitationHash } from "#dashboard/api/invitation-token.ts";
import { meQuery } from "#dashboard/api/session.ts";
import { signOut } from "#dashboard/api/sign-out.ts";
import { Column } from "#dashboard/layout/column.tsx";
import { Button, buttonClasses } from "#dashboard/ui/button.tsx";
import { ErrorState } from "#dashboard/ui/error-state.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { maskEmail } from "#features/identity/contract.ts";
import { InvitationView } from "../contract.ts";
import { AcceptInvitation, invitationSentence } from "./accept-invitation.tsx";

const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => api(`/v1/invitations/${encodeURIComponent(token)}`, InvitationView, { signal }),
  });

/** Where an invitation's link leads: to joining, or to what stands in the way and the next step. */
export function InvitationPage() {
  const { token } = useParams({ from: "/invitations/$token" });
  const invitation = useQuery(invitationQuery(token));
  const me = useQuery(meQuery);
  if (invitation.error instanceof ApiError && invitation.error.status === 404) {
    return (
      <DeadEnd title="This invitation does not exist" sentence="It was taken back, or the link is not complete. Ask for a new one.">
        {me.data ? <Onward /> : <SignIn />}
      </DeadEnd>
    );
  }
  if (invitation.error || me.error) {
    return (
      <Column title="Invitation">
        <ErrorState
          what="The invitation"
          error={invitation.error ?? me.error}
          onRetry={() => void Promise.all([invitation.refetch(), me.refetch()])}
        />
      </Column>
    );
  }
  if (invitation.data === undefined || me.data === undefined) {
    return (
      <Column title="Invitation">
        <output aria-label="Loading" className="flex flex-col items-center gap-3">
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-[38px] w-full" />
        </output>
      </Column>
    );
  }
  return <Known token={token} invitation={invitation.data} email={me.data?.user.email ?? null} />;
}

function Known({ token, invitation, email }: { token: string; invitation: InvitationView; email: string | null }) {
  const { organization, state } = invitation;
  const onward = email === null ? <SignIn /> : <Onward />;
  if (state === "accepted") {
    return (
      <DeadEnd title="This invitation was used already" sentence={`Whoever accepted it finds ${organization} among the organizations.`}>
        {onward}
      </DeadEnd>
    );
  }
  if (state === "expired") {
    return (
      <DeadEnd title="This invitation has expired" sentence={`Ask ${invitation.inviter ?? "whoever invited you"} for a new one.`}>
        {onward}
      </DeadEnd>
    );
  }
  if (state === "closed") {
    return (
      <DeadEnd
        title={`${organization} takes nobody in at the moment`}
        sentence="It is suspended or being deleted. The link works again when that is over."
      >
        {onward}
      </DeadEnd>
    );
  }
  if (email === null) return <SignedOut token={token} invitation={invitation} />;
  if (maskEmail(email) !== invitation.email) return <AnotherAccount token={token} invitation={invitation} email={email} />;
  return <AcceptInvitation token={token} invitation={invitation} email={email} />;
}

/** The way in is the invited address; both pages lead back here or straight into the organization. */
function SignedOut({ token, invitation }: { token: string; invitation: InvitationView }) {
  const hash = invitationHash(token);
  return (
    <Column title={`Join ${invitation.organization}`} sentence={invitationSentence(invitation)}>
      <p className="mb-5 text-center text-soft">It is for {invitation.email}. Use this address.</p>
      <div className="flex flex-col gap-2">
        <Link to="/sign-up" hash={hash} className={buttonClasses({ look: "primary", size: "large" })}>
          Create an account
        </Link>
        <Link to="/sign-in" hash={hash} className={buttonClasses({ size: "large" })}>
          I have an account
        </Link>
      </div>
    </Column>
  );
}

function AnotherAccount({ token, invitation, email }: { token: string; invitation: InvitationView; email: string }) {
  return (
    <DeadEnd
      title="This invitation is for another address"
      sentence={`It invites ${invitation.email} to ${invitation.organization}. You are signed in as ${email}.`}
    >
      <Button look="primary" size="large" onClick={() => void signOut(`/invitations/${token}`)}>
        Sign out and go on
      </Button>
      <Link to="/organizations" className={buttonClasses({ size: "large" })}>
        Stay signed in
      </Link>
    </DeadEnd>
  );
}

function DeadEnd({ title, sentence, children }: { title: string; sentence: string; children: ReactNode }) {
  return (
    <Column title={title} sentence={sentence}>
      <div className="flex flex-col gap-2">{children}</div>
    </Column>
  );
}

function Onward() {
  return (
    <Link to="/organizations" className={buttonClasses({ look: "primary", size: "large" })}>
      Go to your organizations
    </Link>
  );
}

function SignIn() {
  return (
    <Link to="/sign-in" className={buttonClasses({ look: "primary", size: "large" })}>
      Sign in
    </Link>
  );
}
