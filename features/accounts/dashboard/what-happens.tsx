import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AccountClosing } from "../contract.ts";
import { t } from "./messages.ts";

type Organizations = AccountClosing["organizations"];

/** Each organization under what happens to it when the account is closed; what has to be done first is on top. */
export function WhatHappens({ organizations, onLeave }: { organizations: Organizations; onLeave: () => void }) {
  const of = (outcome: Organizations[number]["outcome"]) => organizations.filter((organization) => organization.outcome === outcome);
  return (
    <div className="flex flex-col gap-5">
      <Part title={t("whatHappens.handOver")} sentence={t("whatHappens.handOverSentence")} organizations={of("hand_over")}>
        {({ id, name }) => (
          <Link
            to="/organizations/$organizationId/members"
            params={{ organizationId: id }}
            onClick={onLeave}
            aria-label={t("whatHappens.teamMembersOf", { name })}
            className="shrink-0 font-medium text-accent"
          >
            {t("whatHappens.teamMembers")}
          </Link>
        )}
      </Part>
      <Part title={t("whatHappens.deleted")} sentence={t("whatHappens.deletedSentence")} organizations={of("deleted")} />
      <Part title={t("whatHappens.continueWithoutYou")} sentence={t("whatHappens.continueSentence")} organizations={of("left")} />
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
              <span className="shrink-0 text-sm text-soft tabular-nums">
                {t("whatHappens.members", { count: organization.member_count })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
