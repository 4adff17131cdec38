import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { meQuery } from "#browser/api/session.ts";
import { signOut } from "#browser/api/sign-out.ts";
import { Column } from "#browser/ui/column.tsx";
import { Banner } from "#browser/ui/banner.tsx";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { EarlierKeys } from "#features/api-keys/dashboard/earlier-keys.tsx";
import { accountLinkQuery } from "#features/identity/dashboard/account-link-query.ts";
import { EmailConfirmed, type AccountLink } from "#features/identity/contract.ts";
import type { Me } from "#features/accounts/contract.ts";

/**
 * Where a mailed link leads that confirms an address: to a button that does it in the account's own session, since mail
 * programs open links by themselves. `confirmed`: an invitation's link has done it, and what follows is shown here.
 */
export function EmailConfirmationPage() {
  const { token = "", confirmed } = useSearch({ from: "/email-confirmation" });
  const me = useQuery(meQuery);
  const link = useQuery({ ...accountLinkQuery(token, me.data?.user.id ?? null), enabled: !confirmed && me.data !== undefined });
  const failed = me.error ?? link.error;
  if (failed) {
    return (
      <Column title="Confirm your address">
        <ErrorState
          failure="The link could not be loaded."
          error={failed}
          onRetry={() => void (me.error ? me.refetch() : link.refetch())}
        />
      </Column>
    );
  }
  if (confirmed && me.data) return <Confirmed title="Your address is confirmed" first />;
  if (me.data === undefined || (!confirmed && link.data === undefined)) {
    return (
      <Column title="Confirm your address">
        <output aria-label="Loading" className="flex flex-col items-center gap-3">
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-[38px] w-full" />
        </output>
      </Column>
    );
  }
  return <Known token={token} link={link.data ?? over} me={me.data} />;
}

const over: AccountLink = { state: "over", kind: null, email: null, for_you: null };

function Known({ token, link, me }: { token: string; link: AccountLink; me: Me | null }) {
  const address = `/email-confirmation?${new URLSearchParams({ token })}`;
  if (link.state === "used" && link.for_you && me?.user.email_verified)
    return <Confirmed title="Your address is confirmed" sentence={me.user.email} />;
  if (link.state !== "open") return <Dead isUsed={link.state === "used"} isSignedIn={me !== null} />;
  if (me === null) {
    return (
      <Column title="Sign in first" sentence={`The link confirms ${link.email}, once you are signed in to the account that it is for.`}>
        <Link to="/sign-in" search={{ return_to: address }} className={action}>
          Sign in
        </Link>
        <p className="mt-5 text-center text-sm text-soft">
          If you have no account here, somebody else used your address. Without your link they cannot confirm it. You can{" "}
          <Link to="/forgot-password" className="font-medium text-accent">
            choose a new password
          </Link>{" "}
          and take the account over.
        </p>
      </Column>
    );
  }
  if (!link.for_you) {
    return (
      <Column title="This link is for another account" sentence={`You are signed in as ${me.user.email}.`}>
        <div className="flex flex-col gap-2">
          <Button look="primary" size="large" onClick={() => void signOut(address)}>
            Sign out and continue
          </Button>
          <Link to="/organizations" className={buttonClasses({ size: "large" })}>
            Stay signed in
          </Link>
        </div>
      </Column>
    );
  }
  return <Confirm token={token} link={link} me={me} />;
}

function Confirm({ token, link, me }: { token: string; link: AccountLink; me: Me }) {
  const refresh = useRefresh(meQuery.queryKey);
  const confirm = useMutation({
    mutationFn: () => api("/api/auth/verify-email", EmailConfirmed, { method: "POST", body: { token } }),
    onSuccess: refresh,
  });
  const isChange = link.kind === "change_address";
  if (confirm.data) {
    return (
      <Confirmed
        title={isChange ? "Your address is changed" : "Your address is confirmed"}
        sentence={confirm.data.email}
        first={confirm.data.first}
        signedOut={isChange || confirm.data.first}
      />
    );
  }
  return (
    <Column
      title={isChange ? "Change your address" : "Confirm your address"}
      sentence={
        isChange
          ? `From then on you sign in with ${link.email} instead of ${me.user.email}, and are signed out everywhere else.`
          : `${me.user.email} is the address of your account.`
      }
    >
      {confirm.error && (
        <Banner tone="bad" className="mb-5">
          {messageOf(confirm.error)}
        </Banner>
      )}
      <Button autoFocus look="primary" size="large" className="w-full" pending={confirm.isPending} onClick={() => confirm.mutate()}>
        {isChange ? "Change address" : "Confirm address"}
      </Button>
    </Column>
  );
}

/** What came of it. A first confirmation shows the keys that somebody may have made before the address was proven. */
function Confirmed({
  title,
  sentence,
  first = false,
  signedOut = first,
}: {
  title: string;
  sentence?: string;
  first?: boolean;
  signedOut?: boolean;
}) {
  return (
    <Column title={title} sentence={sentence}>
      <div className="flex flex-col gap-5" role="status">
        {signedOut && <p className="text-center text-soft">You are signed out everywhere else.</p>}
        {first && <EarlierKeys />}
        <Onward to="/">Go to your projects</Onward>
      </div>
    </Column>
  );
}

function Dead({ isUsed, isSignedIn }: { isUsed: boolean; isSignedIn: boolean }) {
  return (
    <Column
      title={isUsed ? "This link was used already" : "This link no longer works"}
      sentence={
        isUsed
          ? "It works once. If your address is still not confirmed, your profile sends a new link."
          : "It is more than an hour old, incomplete, or was replaced. Your profile sends a new one."
      }
    >
      {isSignedIn ? (
        <Onward to="/profile">Go to your profile</Onward>
      ) : (
        <Onward to="/sign-in" search={{ return_to: "/profile" }}>
          Sign in and go to your profile
        </Onward>
      )}
    </Column>
  );
}

const action = buttonClasses({ look: "primary", size: "large", className: "w-full" });

function Onward({ to, search, children }: { to: "/" | "/profile" | "/sign-in"; search?: { return_to: string }; children: ReactNode }) {
  return (
    <Link to={to} search={search ?? {}} className={action}>
      {children}
    </Link>
  );
}
