import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { meQuery } from "#dashboard/api/session.ts";
import { Column } from "#dashboard/layout/column.tsx";
import { buttonClasses } from "#dashboard/ui/button.tsx";

const action = buttonClasses({ look: "primary", size: "large", className: "w-full" });

/** Where a mailed link that confirms an address ends: what it did, or why it did nothing, and what comes next. */
export function EmailConfirmationPage() {
  const { error, step } = useSearch({ from: "/email-confirmation" });
  const { data: me } = useQuery(meQuery);
  const onward = me ? <Onward to="/profile">Go to your profile</Onward> : <Onward to="/sign-in">Sign in</Onward>;

  if (error === "INVALID_USER") {
    return (
      <Column title="This link is for another account" sentence={`You are signed in as ${me?.user.email ?? "somebody else"}.`}>
        <p className="mb-5 text-center text-soft">Sign out in your menu, sign in with the other account, and open the link again.</p>
        {onward}
      </Column>
    );
  }
  if (error !== undefined) {
    return (
      <Column
        title="This link no longer works"
        sentence="It has been used, is older than one hour or is not complete. Your profile sends a new one."
      >
        {me ? (
          onward
        ) : (
          <Onward to="/sign-in" search={{ return_to: "/profile" }}>
            Sign in and go to your profile
          </Onward>
        )}
      </Column>
    );
  }
  if (step === "first") {
    return (
      <Column title="One more link" sentence="It was sent to your new address. The address changes when you open it.">
        {onward}
      </Column>
    );
  }
  return (
    <Column title="Your address is confirmed" sentence={me ? me.user.email : "Go on where you stopped."}>
      {me ? <Onward to="/">Go to your projects</Onward> : onward}
    </Column>
  );
}

function Onward({ to, search, children }: { to: "/" | "/profile" | "/sign-in"; search?: { return_to: string }; children: ReactNode }) {
  return (
    <Link to={to} search={search ?? {}} className={action}>
      {children}
    </Link>
  );
}
