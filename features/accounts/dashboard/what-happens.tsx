import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatCount } from "#browser/ui/format.ts";
import type { AccountClosing } from "../contract.ts";

type Organizations = AccountClosing["organizations"];

/** Each organization under what happens to it when the account is closed; what has to be done first is on top. */
export function WhatHappens({ organizations, onLeave }: { organizations: Organizations; onLeave: () => void }) {
  const of = (outcome: Organizations[number]["outcome"]) => organizations.filter((organization) => organization.outcome === outcome);
  return (
    <div className="flex flex-col gap-5">
      <Part
        title="To be handed over first"
        sentence="You are their only Owner, and others are in them. Make somebody else Owner, or delete the organizations."
        organizations={of("hand_over")}
      >
        {({ id, name }) => (
          <Link
            to="/organizations/$organizationId/members"
            params={{ organizationId: id }}
            onClick={onLeave}
            aria-label={`Team Members of ${name}`}
            className="shrink-0 font-medium text-accent"
          >
            Team Members
          </Link>
        )}
      </Part>
      <Part
        title="Deleted with your account"
        sentence="You are their only member. They are read-only at once and come back if you restore your account."
        organizations={of("deleted")}
      />
      <Part
        title="Continue without you"
        sentence="You leave them at once. What you created stays there; API keys that you created stop working."
        organizations={of("left")}
      />
    </div>
  );
}

function Part({
  title,
  sentence,
  organizations,
  children,
}: {
  title: string;
  sentence: string;
  organizations: Organizations;
  children?: (organization: Organizations[number]) => ReactNode;
}) {
  if (organizations.length === 0) return null;
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <p className="text-sm text-soft">{sentence}</p>
      <ul aria-label={title} className="mt-2 divide-y rounded-md border">
        {organizations.map((organization) => (
          <li key={organization.id} className="flex min-h-10 items-center gap-3 px-3 py-1.5">
            <span className="min-w-0 flex-1 truncate">{organization.name}</span>
            {children?.(organization) ?? (
              <span className="shrink-0 text-sm text-soft tabular-nums">{formatCount(organization.member_count, "member")}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
