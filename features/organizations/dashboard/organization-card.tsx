import { Link } from "@tanstack/react-router";
import { roleName } from "#dashboard/api/who-may.ts";
import { Card } from "#dashboard/ui/card.tsx";
import { cn } from "#dashboard/ui/cn.ts";
import { formatCount, formatDay } from "#dashboard/ui/format.ts";
import { Initials } from "#dashboard/ui/initials.tsx";
import { StatusBadge } from "#dashboard/ui/status-badge.tsx";
import type { OrganizationCard as Organization } from "../contract.ts";
import { statusLooks } from "./organization-status.ts";

/** An organization with what one is in it and how large it is. All of it is the link. */
export function OrganizationCard({ organization, isCurrent }: { organization: Organization; isCurrent: boolean }) {
  const { id, name, role, status, purge_at, member_count, project_count } = organization;
  return (
    <li>
      <Card
        className={cn(
          "relative p-4 transition-colors duration-150 hover:border-line-strong",
          isCurrent && "border-accent ring-1 ring-accent hover:border-accent",
        )}
      >
        <div className="flex items-center gap-2.5">
          <Initials name={name} look={isCurrent ? "selected" : "plain"} size="large" />
          <div className="min-w-0 flex-1">
            <h2 className="truncate font-semibold">
              <Link
                to="/organizations/$organizationId/projects"
                params={{ organizationId: id }}
                className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-1 focus-visible:after:outline-accent"
              >
                {name}
              </Link>
            </h2>
            <p className="text-sm text-soft">{roleName(role)}</p>
          </div>
          <StatusBadge tone={statusLooks[status].tone}>
            {purge_at ? `Deleted on ${formatDay(purge_at)}` : statusLooks[status].label}
          </StatusBadge>
        </div>
        <p className="mt-4 flex gap-4 text-sm text-soft tabular-nums">
          <span>{formatCount(member_count, "member")}</span>
          <span>{formatCount(project_count, "project")}</span>
          {isCurrent && <span className="ml-auto font-medium text-accent">You are here</span>}
        </p>
      </Card>
    </li>
  );
}
