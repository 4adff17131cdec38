import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ApiError } from "#browser/api/api-error.ts";
import { invitationHash } from "#features/identity/dashboard/invitation-token.ts";
import { meQuery } from "#browser/api/session.ts";
import { Column } from "#browser/ui/column.tsx";
import { buttonClasses } from "#browser/ui/button.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { invitationQuery } from "#features/identity/dashboard/invitation.ts";
import type { InvitationView } from "../contract.ts";
import { AcceptInvitation, invitationSentence } from "./accept-invitation.tsx";
import { AnotherAccount, ForColleague, MemberAlready, OverInvitation, UnconfirmedAddress } from "./invitation-dead-ends.tsx";
import { DeadEnd, Onward } from "./dead-end.tsx";
import { t } from "./messages.ts";

/** Where an invitation's link leads: to joining, or to what is in the way and the next step. */
export function InvitationPage() {
  const { token } = useParams({ from: "/invitations/$token" });
  const me = useQuery(meQuery);
  const invitation = useQuery({ ...invitationQuery(token, me.data?.user.id ?? null), enabled: me.data !== undefined });
  if (invitation.error instanceof ApiError && invitation.error.status === 404) {
    return (
      <DeadEnd title={t("invitationPage.gone")} sentence={t("invitationPage.goneSentence")}>
        <Onward isSignedIn={!!me.data} />
      </DeadEnd>
    );
  }
  if (invitation.error || me.error) {
    return (
      <Column title={t("invitationPage.invitation")}>
        <ErrorState
          failure={t("invitationPage.failed")}
          error={invitation.error ?? me.error}
          onRetry={() => void (me.error ? me.refetch() : invitation.refetch())}
        />
      </Column>
    );
  }
  if (invitation.data === undefined || me.data === undefined) {
    return (
      <Column title={t("invitationPage.invitation")}>
        <output aria-label={t("invitationPage.loading")} className="flex flex-col items-center gap-3">
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-[38px] w-full" />
        </output>
      </Column>
    );
  }
  return <Known token={token} invitation={invitation.data} email={me.data?.user.email ?? null} />;
}

function Known({ token, invitation, email }: { token: string; invitation: InvitationView; email: string | null }) {
  if (invitation.you === "member") return <MemberAlready invitation={invitation} />;
  if (invitation.state !== "pending") return <OverInvitation token={token} invitation={invitation} isSignedIn={email !== null} />;
  if (invitation.you === "colleague") return <ForColleague invitation={invitation} token={token} email={email ?? ""} />;
  if (email === null) return <SignedOut token={token} invitation={invitation} />;
  if (invitation.you === "other") return <AnotherAccount token={token} invitation={invitation} email={email} />;
  if (invitation.you === "unconfirmed") return <UnconfirmedAddress organization={invitation.organization} email={email} />;
  return <AcceptInvitation token={token} invitation={invitation} email={email} />;
}

/** The way in is the invited address; both pages lead back here or straight into the organization. */
function SignedOut({ token, invitation }: { token: string; invitation: InvitationView }) {
  const hash = invitationHash(token);
  const email = invitation.address ?? invitation.email;
  return (
    <Column title={t("invitationPage.join", { organization: invitation.organization })} sentence={invitationSentence(invitation)}>
      <p className="mb-5 text-center text-balance text-soft">
        {invitation.expires_at
          ? t("invitationPage.isForUntil", { email, date: formatDate(invitation.expires_at) })
          : t("invitationPage.isFor", { email })}
      </p>
      <div className="flex flex-col gap-2">
        <Link to="/sign-up" hash={hash} className={buttonClasses({ look: "primary", size: "large" })}>
          {t("invitationPage.createAccount")}
        </Link>
        <Link to="/sign-in" hash={hash} className={buttonClasses({ size: "large" })}>
          {t("invitationPage.haveAccount")}
        </Link>
      </div>
    </Column>
  );
}
