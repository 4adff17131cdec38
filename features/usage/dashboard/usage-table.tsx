import { translate } from "#browser/translate.ts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import { usageKindNames, usageKinds, type Usage, type UsageKind, type UsageRow } from "../contract.ts";
import { t } from "./messages.ts";
import { usageQuery } from "./usage-query.ts";
import { formatAmount, type Before } from "./usage-words.ts";

/** A number and, on a phone where it has no head, the word for it. */
const amount = (kind: UsageKind): Column<UsageRow> => ({
  id: kind,
  head: translate(usageKinds[kind].label),
  align: "right",
  phone: "second",
  cell: ({ totals }) => (
    <>
      <span className="md:hidden">{translate(usageKinds[kind].label)}: </span>
      {formatAmount(kind, totals[kind])}
    </>
  ),
});

const columns = (head: string, kinds: readonly UsageKind[]): Column<UsageRow>[] => [
  {
    id: "name",
    head,
    phone: "title",
    cell: ({ label, is_deleted }) => (
      <span className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
        {is_deleted
          ? t.rich("usageTable.deleted", { label, soft: (text) => <span className="font-normal text-soft">{text}</span> })
          : label}
      </span>
    ),
  },
  ...kinds.map(amount),
];

const tables = {
  project: columns(t("usageTable.project"), ["answers", "messages_received", "input_tokens", "output_tokens", "bytes_stored"]),
  agent: columns(t("usageTable.agent"), ["answers", "messages_received", "input_tokens", "output_tokens"]),
  channel: columns(t("usageTable.where"), ["answers", "messages_received", "input_tokens", "output_tokens"]),
};

const labels: Record<keyof typeof tables, string> = {
  project: t("usageTable.byProject"),
  agent: t("usageTable.byAgent"),
  channel: t("usageTable.byChannel"),
};

/** What was used, by project, agent or channel; those with most answers first. */
export function UsageTable({ by, period }: { by: keyof typeof tables; period: string | undefined }) {
  const [page, setPage] = useState(1);
  const usage = useQuery({ ...usageQuery(useOrganizationId(), period, by, page), placeholderData: keepPreviousData });
  return (
    <PagedList
      query={usage}
      failure={t("usageTable.failed")}
      permission="usage:read"
      counted={(count) => t("usageTable.counted", { count })}
      page={page}
      onPage={setPage}
      empty={<p className="rounded-lg border bg-surface px-4 py-6 text-center text-soft">{t("usageTable.nothing")}</p>}
    >
      {({ data }) => <Table label={labels[by]} columns={tables[by]} rows={data} rowKey={({ key }) => key ?? ""} />}
    </PagedList>
  );
}

type KindRow = { kind: UsageKind; now: number; before: number | null };

/** Every kind, this period and, where there was one, the last. */
export function KindTable({ usage, period, before }: { usage: Usage; period: string; before: Before | null }) {
  const rows = usageKindNames.map((kind) => ({ kind, now: usage.totals[kind], before: usage.previous?.totals[kind] ?? null }));
  const kindColumns = [columnOfKinds, amountOf("now", period), ...(before ? [amountOf("before", before.name)] : [])];
  return <Table label={t("usageTable.byKind")} columns={kindColumns} rows={rows} rowKey={({ kind }) => kind} />;
}

const columnOfKinds: Column<KindRow> = {
  id: "kind",
  head: t("usageTable.kind"),
  phone: "title",
  cell: ({ kind }) => (
    <>
      <span className="font-medium">{translate(usageKinds[kind].label)}</span>
      <span className="block text-sm text-soft max-md:hidden">{translate(usageKinds[kind].what)}</span>
    </>
  ),
};

const amountOf = (id: "now" | "before", head: string): Column<KindRow> => ({
  id,
  head,
  align: "right",
  phone: id === "now" ? "right" : "second",
  cell: (row) => (
    <>
      {id === "before" && <span className="md:hidden">{head}: </span>}
      {formatAmount(row.kind, row[id] ?? 0)}
    </>
  ),
});
