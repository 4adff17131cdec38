import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Ago } from "#browser/ui/ago.tsx";
import { formatDate, formatDateTime } from "#browser/ui/format.ts";
import { sayPermission, usePermissionGroups } from "#features/members/dashboard/roles/permission-words.ts";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { sortingOf, sortOf, Table, type Column } from "#browser/ui/table.tsx";
import type { Choice } from "#browser/ui/use-choice.ts";
import { phone, useMediaQuery } from "#browser/ui/use-media-query.ts";
import { ApiKeySort, type ApiKey } from "../contract.ts";
import { ApiKeyMenu } from "./api-key-menu.tsx";
import { t } from "./messages.ts";
import { lostBy, summaryOf } from "./permission-summary.ts";

/** What each key may, whose it is, when it was used and how long it is good. */
export function ApiKeyTable({
  keys,
  sort,
  onSort,
  choice,
}: {
  keys: readonly ApiKey[];
  sort: ApiKeySort;
  onSort: (sort: ApiKeySort) => void;
  choice: Choice<ApiKey>;
}) {
  return (
    <Table
      label={t("apiKeyTable.apiKeys")}
      columns={columns}
      rows={keys}
      rowKey={({ id }) => id}
      sorting={sortingOf(sort)}
      onSort={(sorting) => onSort(ApiKeySort.parse(sortOf(sorting)))}
      choice={choice}
      nameOf={({ name }) => name}
    />
  );
}

const columns: Column<ApiKey>[] = [
  { id: "name", head: t("apiKeyTable.name"), sort: "ascending", phone: "title", cell: (key) => <Name apiKey={key} /> },
  { id: "permissions", head: t("apiKeyTable.permissions"), width: "20%", phone: "second", cell: (key) => <Permissions apiKey={key} /> },
  {
    id: "created_at",
    head: t("apiKeyTable.created"),
    sort: "descending",
    width: "17%",
    phone: "hidden",
    cell: (key) => <Maker apiKey={key} />,
  },
  {
    id: "last_used_at",
    head: t("apiKeyTable.lastUsed"),
    sort: "descending",
    width: "15%",
    phone: "second",
    cell: (key) => <LastUse apiKey={key} />,
  },
  {
    id: "expires_at",
    head: t("apiKeyTable.expires"),
    sort: "ascending",
    width: "13%",
    phone: "second",
    cell: (key) => <Expiry apiKey={key} />,
  },
  {
    id: "actions",
    head: <span className="sr-only">{t("apiKeyTable.actions")}</span>,
    width: "64px",
    align: "right",
    phone: "right",
    cell: (key) => <ApiKeyMenu apiKey={key} />,
  },
];

function Name({ apiKey }: { apiKey: ApiKey }) {
  const { name, hint } = apiKey;
  const isPhone = useMediaQuery(phone);
  return (
    <div className="min-w-0 py-1">
      <div dir="auto" className="line-clamp-2 text-left font-medium [overflow-wrap:anywhere]">
        {name}
      </div>
      <div className="font-mono text-sm text-soft">{t("apiKeyTable.bckHint", { hint })}</div>
      {isPhone && <Loss apiKey={apiKey} />}
    </div>
  );
}

function Permissions({ apiKey }: { apiKey: ApiKey }) {
  const isPhone = useMediaQuery(phone);
  if (isPhone) return summaryOf(apiKey);
  return (
    <div className="py-1">
      {summaryOf(apiKey)}
      <Loss apiKey={apiKey} />
    </div>
  );
}

/** What a key may no longer do, because its maker may not. */
function Loss({ apiKey }: { apiKey: ApiKey }) {
  const groups = usePermissionGroups();
  const [first, ...rest] = lostBy(apiKey).map((name) => sayPermission(groups, name));
  if (first === undefined) return null;
  return (
    <div className="flex items-start gap-1.5 text-sm text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>
        {rest.length === 0
          ? t("apiKeyTable.less", { permission: first })
          : t("apiKeyTable.lessAndMore", { permission: first, count: rest.length })}
      </span>
    </div>
  );
}

function Maker({ apiKey: { created_by, created_at } }: { apiKey: ApiKey }) {
  return (
    <div className="py-1">
      <div dir="auto" className="line-clamp-2 text-left [overflow-wrap:anywhere]">
        {created_by.name}
      </div>
      <div className="text-sm text-soft">
        <Ago time={created_at} />
      </div>
    </div>
  );
}

function LastUse({ apiKey: { last_used_at, last_used_from, first_used_at, first_used_from } }: { apiKey: ApiKey }) {
  const isPhone = useMediaQuery(phone);
  if (!last_used_at) return <span className="text-soft">{isPhone ? t("apiKeyTable.neverUsed") : t("apiKeyTable.never")}</span>;
  if (isPhone) {
    return <>{t.rich("apiKeyTable.used", { ago: () => <Ago time={last_used_at} /> })}</>;
  }
  return (
    <div className="py-1">
      <span className="inline-block first-letter:uppercase">
        <Ago time={last_used_at} />
      </span>
      {last_used_from && <div className="text-sm text-soft tabular-nums">{last_used_from}</div>}
      {first_used_at && (
        <div className="text-sm text-soft tabular-nums">
          {first_used_from && first_used_from !== last_used_from
            ? t("apiKeyTable.firstUsedFrom", { date: formatDate(first_used_at), from: first_used_from })
            : t("apiKeyTable.firstUsed", { date: formatDate(first_used_at) })}
        </div>
      )}
    </div>
  );
}

function Expiry({ apiKey: { expires_at } }: { apiKey: ApiKey }) {
  const isPhone = useMediaQuery(phone);
  const [now] = useState(Date.now);
  if (!expires_at) return <span className="text-soft">{isPhone ? t("apiKeyTable.doesNotExpire") : t("apiKeyTable.never")}</span>;
  if (Date.parse(expires_at) <= now)
    return isPhone ? t("apiKeyTable.expired") : <StatusBadge tone="bad">{t("apiKeyTable.expired")}</StatusBadge>;
  return (
    <time dateTime={expires_at} title={formatDateTime(expires_at)} className="whitespace-nowrap">
      {isPhone ? t("apiKeyTable.until", { date: formatDate(expires_at) }) : formatDate(expires_at)}
    </time>
  );
}
