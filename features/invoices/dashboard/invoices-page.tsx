import { useQuery } from "@tanstack/react-query";
import { ReceiptText, SearchX } from "lucide-react";
import { useOrganization } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { InvoiceDialog } from "./invoice-dialog.tsx";
import { InvoiceTable } from "./invoice-table.tsx";
import { InvoicesSearch, useInvoicesAddress } from "./invoices-address.ts";
import { invoicesPerPage, invoicesQuery } from "./invoices-query.ts";

/** What the organization was charged: every invoice with its PDF. */
export function InvoicesPage() {
  const organization = useOrganization();
  const { show, page = 1, invoice, go, close } = useInvoicesAddress();
  const invoices = useQuery(invoicesQuery(organization.id, { show, page }));
  const isManual = useQuery(installationQuery).data?.billing === "manual";
  const total = invoices.data?.total ?? 0;
  const isEmpty = total === 0 && show === undefined;
  const options = [{ value: "all", label: "All invoices" }, ...choices.filter(({ value }) => isManual || value !== "credit_notes")];
  const filter = (value: string) => go({ show: InvoicesSearch.parse({ show: value }).show, page: undefined });
  return (
    <Page
      title="Invoices"
      sentence={`What ${organization.name} was charged, with the address and tax ID of the day of issue.`}
      actions={
        invoices.data && !isEmpty && <Select aria-label="Show" className="w-44" options={options} value={show ?? "all"} onChange={filter} />
      }
    >
      <Loaded query={invoices} what="The invoices" permission="billing:read" skeleton={<SkeletonRows />}>
        {({ data }) =>
          isEmpty ? (
            <EmptyState icon={ReceiptText} title="No invoice yet">
              {isManual
                ? "The first is issued after the first month with a paid plan, and mailed to the billing email addresses."
                : "The first comes when a paid plan is charged for the first time, after its trial."}
            </EmptyState>
          ) : data.length === 0 ? (
            <EmptyState
              icon={SearchX}
              title={total === 0 ? "No invoice has this status" : "This page is past the end of the list"}
              action={<Button onClick={() => go({ show: undefined, page: undefined })}>Show all</Button>}
            >
              {total === 0 ? "There are others: show all to see them." : `There are ${formatCount(total, "invoice")}.`}
            </EmptyState>
          ) : (
            <InvoiceTable invoices={data} />
          )
        }
      </Loaded>
      {invoices.data?.data.length !== 0 && (
        <Pager page={page} perPage={invoicesPerPage} total={total} onChange={(next) => go({ page: next > 1 ? next : undefined })} />
      )}
      <InvoiceDialog id={invoice} onClose={close} />
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
