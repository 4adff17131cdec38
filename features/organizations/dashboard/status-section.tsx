import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganization } from "#browser/api/organization.ts";
import { Card } from "#browser/ui/card.tsx";
import { formatDateTime } from "#browser/ui/format.ts";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { asSentence, standingOf } from "./standing.ts";
import type { Organization, StatusChange } from "../contract.ts";
import { t } from "./messages.ts";
import { statusLooks } from "./organization-status.ts";
import { statusChangesQuery } from "./status-changes-query.ts";

/** The organization's status, why, since when and by whom; and how it stood before. */
export function StatusSection() {
  const organization = useOrganization();
  const since = organization.status_since;
  return (
    <SettingsSection title={t("statusSection.status")} sentence={t("statusSection.sentence")}>
      <Card className="p-5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge status={organization.status} />
          {since && (
            <span className="text-soft">
              {organization.status_by
                ? t.rich("statusSection.sinceBy", { by: organization.status_by, time: () => <Time iso={since} /> })
                : t.rich("statusSection.since", { time: () => <Time iso={since} /> })}
            </span>
          )}
        </p>
        {organization.status_reason && <p className="mt-3 font-medium">{asSentence(organization.status_reason)}</p>}
        <p className={organization.status_reason ? "mt-1" : "mt-3"}>{standingOf(organization)}</p>
      </Card>
      <h3 className="mt-6 mb-2 text-sm font-semibold">{t("statusSection.history")}</h3>
      <History key={organization.id} organization={organization} />
    </SettingsSection>
  );
}

/** Every change, newest first, and at the end how it began. */
function History({ organization }: { organization: Organization }) {
  const [page, setPage] = useState(1);
  const changes = useQuery(statusChangesQuery(organization, page));
  const listOf = (data: readonly StatusChange[], isLast = true) => (
    <ol aria-label={t("statusSection.historyLabel")} className="divide-y">
      {data.map((change) => (
        <Line key={change.id} status={change.status} time={change.created_at} reason={change.reason} by={change.actor_label} />
      ))}
      {isLast && <Line status="active" time={organization.created_at} reason={t("statusSection.created")} by={null} />}
    </ol>
  );
  return (
    <PagedList
      query={changes}
      failure={t("statusSection.failed")}
      skeleton={<SkeletonRows rows={2} />}
      counted={(count) => t("statusSection.counted", { count })}
      page={page}
      onPage={setPage}
      empty={<Card>{listOf([])}</Card>}
    >
      {({ data, total, per_page: perPage }) => <Card>{listOf(data, page * perPage >= total)}</Card>}
    </PagedList>
  );
}

function Line({ status, time, reason, by }: { status: StatusChange["status"]; time: string; reason: string | null; by: string | null }) {
  return (
    <li className="grid gap-x-4 gap-y-1 px-5 py-3 sm:grid-cols-[7.5rem_1fr]">
      <span className="sm:pt-px">
        <Badge status={status} />
      </span>
      <span className="min-w-0">
        {reason && <span className="block wrap-break-word">{asSentence(reason)}</span>}
        <span className="block text-sm text-soft">
          <Time iso={time} />
          {by && ` · ${by}`}
        </span>
      </span>
    </li>
  );
}

const Badge = ({ status }: { status: StatusChange["status"] }) => (
  <StatusBadge tone={statusLooks[status].tone}>{statusLooks[status].label}</StatusBadge>
);

const Time = ({ iso }: { iso: string }) => (
  <time dateTime={iso} className="tabular-nums">
    {formatDateTime(iso)}
  </time>
);
