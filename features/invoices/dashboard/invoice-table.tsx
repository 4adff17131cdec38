import { Download } from "lucide-react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import { formatMoney, type Invoice } from "../contract.ts";
import { sayPeriod, standingOf } from "./invoice-words.ts";
import { useInvoicesSearch } from "./invoices-search-params.ts";
import { pdfAddress } from "./invoices-query.ts";
import { t } from "./messages.ts";

/** Each invoice by its number, which opens it, with what it is for, its amount and its status. */
export function InvoiceTable({ invoices }: { invoices: readonly Invoice[] }) {
  return <Table label={t("invoiceTable.invoices")} columns={columns} rows={invoices} rowKey={({ id }) => id} />;
}

const columns: Column<Invoice>[] = [
  { id: "number", head: t("invoiceTable.number"), phone: "title", cell: (invoice) => <Number invoice={invoice} /> },
  {
    id: "date",
    head: t("invoiceTable.date"),
    phone: "second",
    cell: ({ issued_at }) => <span className="whitespace-nowrap">{formatDate(issued_at)}</span>,
  },
  {
    id: "period",
    head: t("invoiceTable.period"),
    phone: "hidden",
    cell: ({ period_from, period_to }) => <span className="whitespace-nowrap">{sayPeriod(period_from, period_to)}</span>,
  },
  {
    id: "total",
    head: t("invoiceTable.total"),
    align: "right",
    phone: "second",
    cell: ({ total, currency }) => <span className="whitespace-nowrap tabular-nums">{formatMoney(total, currency)}</span>,
  },
  { id: "status", head: t("invoiceTable.status"), phone: "right", cell: (invoice) => <Standing invoice={invoice} /> },
  {
    id: "pdf",
    head: <span className="sr-only">{t("invoiceTable.pdf")}</span>,
    align: "right",
    phone: "right",
    cell: (invoice) => <DownloadPdf invoice={invoice} />,
  },
];

function Number({ invoice: { id, number } }: { invoice: Invoice }) {
  const { open } = useInvoicesSearch();
  return (
    <button
      type="button"
      className="cursor-pointer rounded-sm text-left font-medium wrap-anywhere tabular-nums underline-offset-2 hover:underline pointer-coarse:min-h-11"
      onClick={() => open({ invoice: id })}
    >
      {number}
    </button>
  );
}

export function Standing({ invoice }: { invoice: Pick<Invoice, "kind" | "status" | "is_overdue"> }) {
  const { word, tone } = standingOf(invoice);
  return <StatusBadge tone={tone}>{word}</StatusBadge>;
}

function DownloadPdf({ invoice: { id, number } }: { invoice: Invoice }) {
  const organizationId = useOrganizationId();
  return (
    <a
      href={pdfAddress(organizationId, id)}
      download
      aria-label={t("invoiceTable.downloadOf", { number })}
      className={buttonClasses({ size: "small" })}
    >
      <Download aria-hidden className="size-4" />
      <span className="max-sm:sr-only">{t("invoiceTable.downloadPdf")}</span>
    </a>
  );
}
