import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { InvoiceDetail, InvoiceParty } from "../contract.ts";
import { InvoiceAmounts } from "./invoice-amounts.tsx";
import { Standing } from "./invoice-table.tsx";
import { sayDay, sayPeriod } from "./invoice-words.ts";
import { invoiceQuery, pdfAddress } from "./invoices-query.ts";
import { t } from "./messages.ts";

/** What an invoice says, as it was on the day of issue. */
export function InvoiceDialog({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const invoice = useQuery({ ...invoiceQuery(organizationId, id ?? ""), enabled: id !== undefined });
  const close = useRef<HTMLButtonElement>(null);
  const found = id === undefined ? undefined : invoice.data;
  const title = found
    ? `${found.kind === "invoice" ? t("invoiceDialog.invoice") : t("invoiceDialog.creditNote")} ${found.number}`
    : t("invoiceDialog.invoice");
  return (
    <Dialog open={id !== undefined} onClose={onClose} title={title} width="wide" initialFocus={close}>
      <DialogBody>
        <Loaded query={invoice} failure={t("invoiceDialog.failed")} permission="billing:read" skeleton={<SkeletonRows rows={5} />}>
          {(detail) => <Content invoice={detail} />}
        </Loaded>
      </DialogBody>
      <DialogActions>
        <Button ref={close} onClick={onClose}>
          {t("invoiceDialog.close")}
        </Button>
        {found && (
          <a href={pdfAddress(organizationId, found.id)} download className={buttonClasses({ look: "primary" })}>
            <Download aria-hidden className="size-4" />
            {t("invoiceDialog.downloadPdf")}
          </a>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Content({ invoice }: { invoice: InvoiceDetail }) {
  const { document } = invoice;
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        <Fact label={t("invoiceDialog.status")}>
          <Standing invoice={invoice} />
          {invoice.paid_at && <span className="ml-2 text-sm whitespace-nowrap text-soft">{formatDate(invoice.paid_at)}</span>}
        </Fact>
        <Fact label={t("invoiceDialog.issued")}>{sayDay(document.issued_on)}</Fact>
        {document.due_on && <Fact label={t("invoiceDialog.due")}>{sayDay(document.due_on)}</Fact>}
        <Fact label={t("invoiceDialog.period")}>{sayPeriod(document.period.from, document.period.to)}</Fact>
        {document.corrects && (
          <Fact label={t("invoiceDialog.corrects")}>{t("invoiceDialog.invoiceOf", { number: document.corrects })}</Fact>
        )}
      </dl>
      <div className="grid gap-4 sm:grid-cols-2">
        <Party label={t("invoiceDialog.from")} party={document.seller} />
        <Party label={t("invoiceDialog.billedTo")} party={document.buyer} />
      </div>
      <InvoiceAmounts document={document} />
      {document.notes.length > 0 && (
        <div className="flex flex-col gap-1 text-soft">
          {document.notes.map((note, index) => (
            <p key={index} className="wrap-anywhere whitespace-pre-line">
              {note}
            </p>
          ))}
        </div>
      )}
      {invoice.issuer === "stripe" && invoice.status === "open" && <PayAtStripe />}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Party({ label, party: { name, lines, tax_id, email } }: { label: string; party: InvoiceParty }) {
  return (
    <section className="min-w-0">
      <h3 className="text-sm text-soft">{label}</h3>
      <address className="wrap-anywhere not-italic">
        <p dir="auto" className="text-left font-medium">
          {name}
        </p>
        {lines.map((line, index) => (
          <p key={index} dir="auto" className="text-left">
            {line}
          </p>
        ))}
        {tax_id && (
          <p>
            {tax_id.label} {tax_id.value}
          </p>
        )}
        {email && <p className="text-soft">{email}</p>}
      </address>
    </section>
  );
}

function PayAtStripe() {
  const organizationId = useOrganizationId();
  return (
    <p className="text-soft">
      {t.rich("invoiceDialog.stripe", {
        billing: (text) => (
          <Link to="/organizations/$organizationId/settings/billing" params={{ organizationId }} className="underline underline-offset-2">
            {text}
          </Link>
        ),
      })}
    </p>
  );
}
