import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { ListHead } from "#browser/ui/list-head.tsx";
import { asOpened } from "#browser/ui/opened.ts";
import { PhoneSort } from "#browser/ui/phone-sort.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { sortingOf, sortOf, Table, type Column } from "#browser/ui/table.tsx";
import { phone, useMediaQuery } from "#browser/ui/use-media-query.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { LeadSort, type Lead } from "../contract.ts";
import { useLeadsSearch } from "./leads-search-params.ts";
import { t } from "./messages.ts";

/** The leads of a page: who they are, how to reach them, and when they were last there. */
export function LeadList({ leads, total }: { leads: readonly Lead[]; total: number }) {
  const {
    search: { sort },
    go,
  } = useLeadsSearch();
  const onSort = (next: string) => go({ sort: LeadSort.parse(next), page: 1 });
  return (
    <>
      <ListHead total={total} counted={(count) => t("leadsPage.counted", { count })}>
        <PhoneSort orders={orders} value={sort} onChange={onSort} />
      </ListHead>
      <Table
        label={t("leadList.leads")}
        columns={columns}
        rows={leads}
        rowKey={({ id }) => id}
        sorting={sortingOf(sort)}
        onSort={(sorting) => onSort(sortOf(sorting))}
      />
    </>
  );
}

const orders: { value: LeadSort; label: string }[] = [
  { value: "-first_seen_at", label: t("leadList.newestFirst") },
  { value: "first_seen_at", label: t("leadList.oldestFirst") },
  { value: "-last_seen_at", label: t("leadList.lastSeenFirst") },
  { value: "name", label: t("leadList.byName") },
];

const columns: Column<Lead>[] = [
  { id: "name", head: t("leadList.name"), sort: "ascending", phone: "title", cell: (lead) => <Name lead={lead} /> },
  { id: "contact", head: t("leadList.contact"), width: "28%", phone: "second", cell: (lead) => <Contact lead={lead} /> },
  {
    id: "consent",
    head: t("leadList.consent"),
    width: "12%",
    phone: "right",
    cell: ({ consent }) => (consent ? <StatusBadge tone="good">{t("leadList.given")}</StatusBadge> : <NoConsent />),
  },
  {
    id: "first_seen_at",
    head: t("leadList.firstSeen"),
    sort: "descending",
    width: "15%",
    phone: "hidden",
    cell: ({ first_seen_at }) => <Ago time={first_seen_at} />,
  },
  {
    id: "last_seen_at",
    head: t("leadList.lastSeen"),
    sort: "descending",
    width: "15%",
    phone: "second",
    cell: ({ last_seen_at }) => <Ago time={last_seen_at} />,
  },
];

function Name({ lead: { id, name, test, conversation_count } }: { lead: Lead }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search } = useLeadsSearch();
  return (
    <div className="min-w-0 py-1">
      <Link
        to="/organizations/$organizationId/projects/$projectId/leads"
        params={{ organizationId, projectId }}
        search={{ ...search, lead: id }}
        {...asOpened}
        resetScroll={false}
        dir="auto"
        className={`line-clamp-2 text-left font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-2 ${name ? "" : "text-soft"}`}
      >
        {name ?? t("leadList.unnamed")}
      </Link>
      <div className="text-sm text-soft">
        {t("leadList.chatCount", { count: conversation_count })}
        {test && ` · ${t("leadList.test")}`}
      </div>
    </div>
  );
}

function Contact({ lead: { email, phone: number } }: { lead: Lead }) {
  const isPhone = useMediaQuery(phone);
  if (isPhone) return email ?? number ?? t("leadList.noContact");
  if (!email && !number) return <span className="text-soft">{t("leadList.noContact")}</span>;
  return (
    <div className="py-1 [overflow-wrap:anywhere]">
      {email && <div>{email}</div>}
      {number && <div className={email ? "text-sm text-soft tabular-nums" : "tabular-nums"}>{number}</div>}
    </div>
  );
}

/** On a phone what is not there needs no word. */
function NoConsent() {
  return useMediaQuery(phone) ? null : <span className="text-soft">{t("leadList.none")}</span>;
}
