import { translate } from "#browser/translate.ts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Card } from "#browser/ui/card.tsx";
import { cn } from "#browser/ui/cn.ts";
import { formatDay } from "#browser/ui/format.ts";
import { Initials } from "#browser/ui/initials.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import type { OrganizationCard as Organization } from "../contract.ts";
import { t } from "./messages.ts";
import { statusLooks } from "./organization-status.ts";

/** An organization with what one is in it and how large it is. All of it is the link, beside its menu. */
export function OrganizationCard({ organization, isCurrent, menu }: { organization: Organization; isCurrent: boolean; menu: ReactNode }) {
  const { id, name, role_name, status, purge_at, member_count, project_count } = organization;
  return (
    <li className="flex min-w-0">
      <Card
        className={cn(
          "relative flex min-w-0 flex-1 flex-col p-4 transition-colors duration-150 hover:border-line-strong",
          isCurrent && "border-accent ring-1 ring-accent hover:border-accent",
        )}
      >
        <div className="flex items-start gap-2.5">
          <Initials name={name} look={isCurrent ? "selected" : "plain"} size="large" />
          <div className="min-w-0 flex-1">
            <h2 className="line-clamp-2 font-semibold wrap-anywhere" title={name}>
              <Link
                to="/organizations/$organizationId/projects"
                params={{ organizationId: id }}
                aria-current={isCurrent || undefined}
                className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-1 focus-visible:after:outline-accent"
              >
                <bdi>{name}</bdi>
              </Link>
            </h2>
            <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-soft">
              <bdi>{translate(role_name)}</bdi>
              <StatusBadge tone={statusLooks[status].tone}>
                {purge_at ? t("organizationCard.deletedOn", { purgeAt: formatDay(purge_at) }) : statusLooks[status].label}
              </StatusBadge>
            </p>
          </div>
          <div className="relative z-10 -mr-2 -ml-1.5">{menu}</div>
        </div>
        <p className="mt-auto flex gap-4 pt-4 text-sm text-soft tabular-nums">
          <span>{t("organizationCard.members", { count: member_count })}</span>
          <span>{t("organizationCard.projects", { count: project_count })}</span>
          {isCurrent && <span className="ml-auto font-medium whitespace-nowrap text-accent">{t("organizationCard.youAreHere")}</span>}
        </p>
      </Card>
    </li>
  );
}
