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
import { t } from "./messages.ts";

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
      <Column title={t("emailConfirmationPage.confirmYourAddress")}>
        <ErrorState
          failure={t("emailConfirmationPage.failed")}
          error={failed}
          onRetry={() => void (me.error ? me.refetch() : link.refetch())}
        />
      </Column>
    );
  }
  if (confirmed && me.data) return <Confirmed title={t("emailConfirmationPage.alreadyConfirmed")} first />;
  if (me.data === undefined || (!confirmed && link.data === undefined)) {
    return (
      <Column title={t("emailConfirmationPage.confirmYourAddress")}>
        <output aria-label={t("emailConfirmationPage.loading")} className="flex flex-col items-center gap-3">
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
    return <Confirmed title={t("emailConfirmationPage.alreadyConfirmed")} sentence={me.user.email} />;
  if (link.state !== "open") return <Dead isUsed={link.state === "used"} isSignedIn={me !== null} />;
  if (me === null) {
    return (
      <Column
        title={t("emailConfirmationPage.signInFirst")}
        sentence={t("emailConfirmationPage.signInFirstSentence", { email: link.email ?? "" })}
      >
        <Link to="/sign-in" search={{ return_to: address }} className={action}>
          {t("emailConfirmationPage.signIn")}
        </Link>
        <p className="mt-5 text-center text-sm text-soft">
          {t.rich("emailConfirmationPage.notYours", {
            choose: (text) => (
              <Link to="/forgot-password" className="font-medium text-accent">
                {text}
              </Link>
            ),
          })}
        </p>
      </Column>
    );
  }
  if (!link.for_you) {
    return (
      <Column title={t("emailConfirmationPage.otherAccount")} sentence={t("emailConfirmationPage.signedInAs", { email: me.user.email })}>
        <div className="flex flex-col gap-2">
          <Button look="primary" size="large" onClick={() => void signOut(address)}>
            {t("emailConfirmationPage.signOut")}
          </Button>
          <Link to="/organizations" className={buttonClasses({ size: "large" })}>
            {t("emailConfirmationPage.stay")}
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
        title={isChange ? t("emailConfirmationPage.changed") : t("emailConfirmationPage.confirmed")}
        sentence={confirm.data.email}
        first={confirm.data.first}
        signedOut={isChange || confirm.data.first}
      />
    );
  }
  return (
    <Column
      title={isChange ? t("emailConfirmationPage.changeTitle") : t("emailConfirmationPage.confirmYourAddress")}
      sentence={
        isChange
          ? t("emailConfirmationPage.consequence", { email: link.email ?? "", old: me.user.email })
          : t("emailConfirmationPage.isYours", { email: me.user.email })
      }
    >
      {confirm.error && (
        <Banner tone="bad" className="mb-5">
          {messageOf(confirm.error)}
        </Banner>
      )}
      <Button autoFocus look="primary" size="large" className="w-full" pending={confirm.isPending} onClick={() => confirm.mutate()}>
        {isChange ? t("emailConfirmationPage.changeAddress") : t("emailConfirmationPage.confirmAddress")}
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
        {signedOut && <p className="text-center text-soft">{t("emailConfirmationPage.signedOutElsewhere")}</p>}
        {first && <EarlierKeys />}
        <Onward to="/">{t("emailConfirmationPage.goToProjects")}</Onward>
      </div>
    </Column>
  );
}

function Dead({ isUsed, isSignedIn }: { isUsed: boolean; isSignedIn: boolean }) {
  return (
    <Column
      title={isUsed ? t("emailConfirmationPage.used") : t("emailConfirmationPage.ended")}
      sentence={isUsed ? t("emailConfirmationPage.usedSentence") : t("emailConfirmationPage.endedSentence")}
    >
      {isSignedIn ? (
        <Onward to="/profile">{t("emailConfirmationPage.goToProfile")}</Onward>
      ) : (
        <Onward to="/sign-in" search={{ return_to: "/profile" }}>
          {t("emailConfirmationPage.signInAndGo")}
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
