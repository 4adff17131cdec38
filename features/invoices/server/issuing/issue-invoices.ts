import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { procedure, type TransactionContext } from "#access/operation.ts";
import { valueOf } from "#access/says.ts";
import { formatMoney, IssueInvoices, IssueOutcome, type InvoiceDocument } from "../../contract.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import type { BillingAddress } from "#features/addresses/contract.ts";
import type { Seller } from "../../contract.ts";
import { addressChanged } from "#features/addresses/server/address-changed.ts";
import { findAddress } from "#features/addresses/server/find-address.ts";
import { billingRecipients } from "./billing-recipients.ts";
import { readDue, type DueLine } from "./due.ts";
import { saveDocument } from "./save-document.ts";
import { makeDocument } from "./make-document.ts";
import { requireSeller } from "./seller.ts";
import { vatOf } from "./vat.ts";

export const issueInvoices = procedure({
  name: "operator.issue_invoices",
  summary:
    "Invoices an organization for everything in the months that have ended and was not invoiced yet, one invoice for each currency. Repeated, it issues nothing more.",
  scope: "operator",
  kind: "write",
  says: (entry) => {
    const [numbers, totals] = [valueOf(entry, "numbers"), valueOf(entry, "totals")];
    return numbers ? `issued the invoice ${numbers} over ${totals}` : "issued invoices";
  },
  available: whereSoldBy("operator"),
  params: ["organization_id"],
  input: IssueInvoices,
  output: IssueOutcome,
  example: ({ organization_id }) => ({ params: { organization_id }, input: { dry_run: true } }),
  async run({ platform, params: { organization_id: id }, organizationTransaction }, input) {
    const seller = await requireSeller(platform);
    return organizationTransaction(id, async (transaction) => {
      const { db, audit, send } = transaction;
      const organization = await lockOrganization(db, id);
      const due = await readDue(db, organization, input.month && `${input.month}-01`);
      const address = await findAddress(db, id, platform.env.viesUrl);
      const waits = due.length > 0 ? reasonToWait(due, seller, address, input.charge_unchecked) : null;
      const outcome = { organization_id: id, organization_name: organization.name, documents: [] as InvoiceDocument[], waits };
      // VIES is asked once more, so that the next run knows.
      if (waits && address && isUnchecked(seller, address) && !input.dry_run) await send(addressChanged, {});
      if (!waits && address) outcome.documents = await issue(transaction, { id, seller, address, due, dryRun: input.dry_run });
      const issued = input.dry_run ? [] : outcome.documents;
      audit(issued.length === 0 ? null : auditOf(id, organization.name, issued));
      return outcome;
    });
  },
});

type Issue = { id: string; seller: Seller; address: BillingAddress; due: readonly DueLine[]; dryRun: boolean };

async function issue({ db, send }: TransactionContext, { id, seller, address, due, dryRun }: Issue): Promise<InvoiceDocument[]> {
  const emails = await billingRecipients(db, id);
  const vat = vatOf(seller, address);
  const issuedOn = new Date().toISOString().slice(0, 10);
  const documents: InvoiceDocument[] = [];
  for (const lines of payable(due)) {
    const rate = vat === "unchecked" ? { basis_points: seller.vat_basis_points, sentence: null } : vat;
    const document = makeDocument({ seller, address, email: emails[0] ?? null, lines, vat: rate, issuedOn });
    const copied = lines.map(({ month, from_day, what, quantity, amount }) => ({ month, from_day, what, quantity, amount }));
    documents.push(dryRun ? document : await saveDocument({ db, send }, id, { document, lines: copied, status: "open", emails }));
  }
  return documents;
}

/** Why nothing is issued although something is due; null where nothing is in the way. */
function reasonToWait(due: readonly DueLine[], seller: Seller, address: BillingAddress | null, chargeUnchecked: boolean): string | null {
  if (payable(due).length === 0) {
    const sums = byCurrency(due).map((lines) => formatMoney(0 - sumOf(lines), lines[0]!.currency));
    return `It has ${sums.join(" and ")} in its favour, which its next invoice deducts.`;
  }
  if (!address) return "It has no billing address.";
  if (isUnchecked(seller, address) && !chargeUnchecked)
    return `VIES has not said yet whether its VAT ID ${address.tax_id} exists, and is asked again. --unchecked charges the tax.`;
  return null;
}

const isUnchecked = (seller: Seller, address: BillingAddress) => vatOf(seller, address) === "unchecked";

/** A sum that is not positive waits until something more is due. */
const payable = (due: readonly DueLine[]) => byCurrency(due).filter((lines) => sumOf(lines) > 0);

function byCurrency(due: readonly DueLine[]): DueLine[][] {
  const currencies = [...new Set(due.map(({ currency }) => currency))].toSorted();
  return currencies.map((currency) => due.filter((line) => line.currency === currency));
}

const sumOf = (lines: readonly DueLine[]) => lines.reduce((sum, { amount }) => sum + amount, 0);

function auditOf(id: string, label: string, documents: readonly InvoiceDocument[]) {
  const after = {
    numbers: documents.map(({ number }) => number),
    totals: documents.map(({ total, currency }) => formatMoney(total, currency)),
  };
  return { target: { type: "organization", id, label }, after };
}
