import { useQuery } from "@tanstack/react-query";
import { ReceiptText } from "lucide-react";
import { useOrganization } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { Select } from "#browser/ui/select.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { InvoiceDialog } from "./invoice-dialog.tsx";
import { InvoiceTable } from "./invoice-table.tsx";
import { InvoicesSearch, useInvoicesSearch } from "./invoices-search-params.ts";
import { invoicesQuery } from "./invoices-query.ts";

/** What the organization was charged: every invoice with its PDF. */
export function InvoicesPage() {
  const organization = useOrganization();
  const {
    search: { show, page, invoice },
    go,
    close,
  } = useInvoicesSearch();
  const invoices = useQuery(invoicesQuery(organization.id, { show, page }));
  const isManual = useQuery(installationQuery).data?.billing === "manual";
  const isEmpty = invoices.data?.total === 0 && show === undefined;
  const options = [{ value: "all", label: "All invoices" }, ...choices.filter(({ value }) => isManual || value !== "credit_notes")];
  const filter = (value: string) => go({ show: InvoicesSearch.parse({ show: value }).show, page: 1 });
  return (
    <Page
      title="Invoices"
      sentence={`What ${organization.name} was charged, with the address and tax ID of the day of issue.`}
      actions={
        invoices.data && !isEmpty && <Select aria-label="Show" className="w-44" options={options} value={show ?? "all"} onChange={filter} />
      }
    >
      <PagedList
        query={invoices}
        failure="The invoices could not be loaded."
        permission="billing:read"
        counted={(count) => formatCount(count, "invoice")}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={
          <EmptyState icon={ReceiptText} title="No invoice yet">
            {isManual
              ? "The first is issued after the first month with a paid plan, and mailed to the billing email addresses."
              : "The first comes when a paid plan is charged for the first time, after its trial."}
          </EmptyState>
        }
        narrowed={
          show !== undefined && {
            title: "No invoice has this status",
            sentence: "There are others: show all to see them.",
            onReset: () => go({ show: undefined, page: 1 }),
          }
        }
      >
        {({ data }) => <InvoiceTable invoices={data} />}
      </PagedList>
      <InvoiceDialog id={invoice} onClose={() => close("invoice")} />
    </Page>
  );
}

const choices: { value: NonNullable<InvoicesSearch["show"]>; label: string }[] = [
  { value: "open", label: "Open" },
  { value: "overdue", label: "Overdue" },
  { value: "paid", label: "Paid" },
  { value: "void", label: "Void" },
  { value: "uncollectible", label: "Uncollectible" },
  { value: "credit_notes", label: "Credit notes" },
];
