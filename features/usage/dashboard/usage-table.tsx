import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { usageKindNames, usageKinds, type Usage, type UsageKind, type UsageRow } from "../contract.ts";
import { usageQuery } from "./usage-query.ts";
import { formatAmount, type Before } from "./usage-words.ts";

/** A number and, on a phone where it has no head, the word for it. */
const amount = (kind: UsageKind): Column<UsageRow> => ({
  id: kind,
  head: usageKinds[kind].label,
  align: "right",
  phone: "second",
  cell: ({ totals }) => (
    <>
      <span className="md:hidden">{usageKinds[kind].label}: </span>
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
        {label}
        {is_deleted && <span className="font-normal text-soft"> (deleted)</span>}
      </span>
    ),
  },
  ...kinds.map(amount),
];

const tables = {
  project: columns("Project", ["answers", "messages_received", "input_tokens", "output_tokens", "bytes_stored"]),
  agent: columns("Agent", ["answers", "messages_received", "input_tokens", "output_tokens"]),
  channel: columns("Where", ["answers", "messages_received", "input_tokens", "output_tokens"]),
};

/** What was used, by project, agent or channel; those with most answers first. */
export function UsageTable({ by, period }: { by: keyof typeof tables; period: string | undefined }) {
  const [page, setPage] = useState(1);
  const usage = useQuery({ ...usageQuery(useOrganizationId(), period, by, page), placeholderData: keepPreviousData });
  return (
    <PagedList
      query={usage}
      failure="The table could not be loaded."
      permission="usage:read"
      counted={(count) => formatCount(count, "row")}
      page={page}
      onPage={setPage}
      empty={<p className="rounded-lg border bg-surface px-4 py-6 text-center text-soft">Nothing was used.</p>}
    >
      {({ data }) => <Table label={`Usage by ${by}`} columns={tables[by]} rows={data} rowKey={({ key }) => key ?? ""} />}
    </PagedList>
  );
}

type KindRow = { kind: UsageKind; now: number; before: number | null };

/** Every kind, this period and, where there was one, the last. */
export function KindTable({ usage, period, before }: { usage: Usage; period: string; before: Before | null }) {
  const rows = usageKindNames.map((kind) => ({ kind, now: usage.totals[kind], before: usage.previous?.totals[kind] ?? null }));
  const kindColumns = [columnOfKinds, amountOf("now", period), ...(before ? [amountOf("before", before.name)] : [])];
  return <Table label="Usage by kind" columns={kindColumns} rows={rows} rowKey={({ kind }) => kind} />;
}

const columnOfKinds: Column<KindRow> = {
  id: "kind",
  head: "Kind",
  phone: "title",
  cell: ({ kind }) => (
    <>
      <span className="font-medium">{usageKinds[kind].label}</span>
      <span className="block text-sm text-soft max-md:hidden">{usageKinds[kind].what}</span>
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
