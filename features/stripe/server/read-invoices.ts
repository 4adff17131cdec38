import type { Stripe } from "stripe";
import { InvoiceStatus, type InvoiceDocument, type InvoiceLine, type InvoiceParty } from "#features/invoices/contract.ts";
import type { IssuedInvoice } from "#features/invoices/server/keep-invoices.ts";
import { countryCodes, countryName, formatAddress } from "#features/addresses/contract.ts";
import { addressRules } from "#features/addresses/server/address-rules.ts";
import { reverseCharge } from "#features/addresses/server/reverse-charge.ts";
import { taxIdOf } from "#features/addresses/server/tax-ids.ts";

/** Every invoice that Stripe issued to a customer, as it stands now; drafts are none. */
export async function readInvoices(stripe: Stripe, customer: string): Promise<IssuedInvoice[]> {
  const issued: IssuedInvoice[] = [];
  for await (const invoice of stripe.invoices.list({ customer, limit: 100, expand: ["data.account_tax_ids"] })) {
    const status = InvoiceStatus.safeParse(invoice.status);
    if (!status.success || !invoice.number) continue;
    const { finalized_at, paid_at } = invoice.status_transitions;
    issued.push({
      stripe_invoice_id: invoice.id,
      status: status.data,
      issued_at: dateOf(finalized_at ?? invoice.created),
      due_at: invoice.due_date === null ? null : dateOf(invoice.due_date),
      paid_at: paid_at === null ? null : dateOf(paid_at),
      pdf: null,
      document: documentOf(invoice, invoice.number, await linesOf(stripe, invoice)),
    });
  }
  return issued;
}

/** An invoice in a list has its first ten lines. */
async function linesOf(stripe: Stripe, { id, lines }: Stripe.Invoice): Promise<Stripe.InvoiceLineItem[]> {
  if (!lines.has_more) return lines.data;
  const all: Stripe.InvoiceLineItem[] = [];
  for await (const line of stripe.invoices.listLineItems(id, { limit: 100 })) all.push(line);
  return all;
}

function documentOf(invoice: Stripe.Invoice, number: string, lines: readonly Stripe.InvoiceLineItem[]): InvoiceDocument {
  const tax = (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const starts = lines.map(({ period }) => period.start);
  // A period ends when the next one begins.
  const ends = lines.map(({ period }) => Math.max(period.start, period.end - 1));
  return {
    kind: "invoice",
    number,
    corrects: null,
    issued_on: dayOf(invoice.status_transitions.finalized_at ?? invoice.created),
    due_on: invoice.due_date === null ? null : dayOf(invoice.due_date),
    period: { from: dayOf(Math.min(...starts, invoice.period_end)), to: dayOf(Math.max(...ends, invoice.period_start)) },
    seller: sellerOf(invoice),
    buyer: buyerOf(invoice),
    currency: invoice.currency,
    lines: lines.map(lineOf),
    subtotal: invoice.total - tax,
    tax: { label: "Tax", basis_points: null, amount: tax, sentence: invoice.customer_tax_exempt === "reverse" ? reverseCharge : null },
    total: invoice.total,
    notes: [invoice.description, invoice.footer].filter((note) => note !== null),
  };
}

function lineOf({ description, quantity, pricing, amount }: Stripe.InvoiceLineItem): InvoiceLine {
  const each = Number(pricing?.unit_amount_decimal ?? Number.NaN);
  const count = quantity ?? 1;
  return {
    description: description ?? "",
    quantity: count,
    unit_amount: Number.isInteger(each) && each * count === amount ? each : null,
    amount,
  };
}

function sellerOf({ account_name, account_country, account_tax_ids }: Stripe.Invoice): InvoiceParty {
  const [id] = (account_tax_ids ?? []).filter((found) => typeof found === "object" && "value" in found);
  return {
    name: account_name ?? "",
    lines: account_country === null ? [] : [countryName(account_country)],
    tax_id: id ? taxIdAs(id.country ?? account_country, id.value) : null,
    email: null,
  };
}

/** As Stripe wrote it on the day of issue. */
function buyerOf({ customer_name, customer_email, customer_address, customer_tax_ids }: Stripe.Invoice): InvoiceParty {
  const country = customer_address?.country?.toUpperCase() ?? null;
  const value = customer_tax_ids?.[0]?.value ?? null;
  return {
    name: customer_name ?? customer_email ?? "",
    lines: customer_address && country ? [...addressLines(customer_address, country), countryName(country)] : [],
    tax_id: value === null ? null : taxIdAs(country, value),
    email: customer_email,
  };
}

function addressLines({ line1, line2, city, state, postal_code }: Stripe.Address, country: string): string[] {
  if (!countryCodes.includes(country)) return [line1, line2, postal_code, city, state].flatMap((part) => part || []);
  return formatAddress(addressRules(country), { line1, line2, city, region: state, postal_code });
}

const taxIdAs = (country: string | null, value: string) => ({ label: country === null ? "Tax ID" : taxIdOf(country).label, value });
const dateOf = (seconds: number) => new Date(seconds * 1000);
const dayOf = (seconds: number) => dateOf(seconds).toISOString().slice(0, 10);
