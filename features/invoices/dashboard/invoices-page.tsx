import { useQuery } from "@tanstack/react-query";
import { ReceiptText } from "lucide-react";
import { useOrganization } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { Select } from "#browser/ui/select.tsx";
import { InvoiceDialog } from "./invoice-dialog.tsx";
import { InvoiceTable } from "./invoice-table.tsx";
import { InvoicesSearch, useInvoicesSearch } from "./invoices-search-params.ts";
import { invoicesQuery } from "./invoices-query.ts";
import { t } from "./messages.ts";

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
  const options = [
    { value: "all", label: t("invoicesPage.allInvoices") },
    ...choices.filter(({ value }) => isManual || value !== "credit_notes"),
  ];
  const filter = (value: string) => go({ show: InvoicesSearch.parse({ show: value }).show, page: 1 });
  return (
    <Page
      title={t("invoicesPage.invoices")}
      sentence={t("invoicesPage.sentence", { name: organization.name })}
      actions={
        invoices.data &&
        !isEmpty && (
          <Select aria-label={t("invoicesPage.show")} className="w-44" options={options} value={show ?? "all"} onChange={filter} />
        )
      }
    >
      <PagedList
        query={invoices}
        failure={t("invoicesPage.failed")}
        permission="billing:read"
        counted={(count) => t("invoicesPage.counted", { count })}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={
          <EmptyState icon={ReceiptText} title={t("invoicesPage.none")}>
            {isManual ? t("invoicesPage.issuedFirst") : t("invoicesPage.chargedFirst")}
          </EmptyState>
        }
        narrowed={
          show !== undefined && {
            title: t("invoicesPage.noMatch"),
            sentence: t("invoicesPage.noMatchSentence"),
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
  { value: "open", label: t("invoicesPage.open") },
  { value: "overdue", label: t("invoicesPage.overdue") },
  { value: "paid", label: t("invoicesPage.paid") },
  { value: "void", label: t("invoicesPage.void") },
  { value: "uncollectible", label: t("invoicesPage.uncollectible") },
  { value: "credit_notes", label: t("invoicesPage.creditNotes") },
];
