import { addDays, type Day } from "#features/usage/server/days.ts";
import type { InvoiceDocument, InvoiceParty } from "../../contract.ts";
import { countryName, formatAddress, type BillingAddress } from "#features/addresses/contract.ts";
import { type Seller } from "../../contract.ts";
import { addressRules } from "#features/addresses/server/address-rules.ts";
import { taxIdOf } from "#features/addresses/server/tax-ids.ts";
import { describeLine } from "./describe-line.ts";
import type { DueLine } from "./due.ts";
import type { Vat } from "./vat.ts";

type Parts = { seller: Seller; address: BillingAddress; email: string | null; lines: readonly DueLine[]; vat: Vat; issuedOn: Day };

/** An invoice over lines of one currency, but for its number. */
export function makeDocument({ seller, address, email, lines, vat, issuedOn }: Parts): InvoiceDocument {
  const subtotal = sum(lines.map(({ amount }) => amount));
  const tax = taxOn(subtotal, vat.basis_points ?? 0);
  const froms = lines.map(({ from_day }) => from_day).toSorted();
  const tos = lines.map(({ to_day }) => to_day).toSorted();
  return {
    kind: "invoice",
    number: "",
    corrects: null,
    issued_on: issuedOn,
    due_on: addDays(issuedOn, seller.due_days),
    period: { from: froms[0]!, to: tos.at(-1)! },
    seller: sellerParty(seller),
    buyer: buyerParty(address, email),
    currency: lines[0]!.currency,
    lines: lines.map(describeLine),
    subtotal,
    tax: { label: "VAT", basis_points: vat.basis_points, amount: tax, sentence: vat.sentence },
    total: subtotal + tax,
    notes: [...seller.pay, ...seller.notes],
  };
}

/** The invoice taken back: the same with every amount negative. */
export function makeCreditNote(invoice: InvoiceDocument, reason: string, issuedOn: Day): InvoiceDocument {
  const less = (amount: number) => 0 - amount;
  return {
    ...invoice,
    kind: "credit_note",
    number: "",
    corrects: invoice.number,
    issued_on: issuedOn,
    due_on: null,
    lines: invoice.lines.map((line) => ({
      ...line,
      unit_amount: line.unit_amount === null ? null : less(line.unit_amount),
      amount: less(line.amount),
    })),
    subtotal: less(invoice.subtotal),
    tax: { ...invoice.tax, amount: less(invoice.tax.amount) },
    total: less(invoice.total),
    notes: [reason],
  };
}

function sellerParty({ name, lines, country, tax_id, email }: Seller): InvoiceParty {
  return { name, lines: [...lines, countryName(country)], tax_id: taxIdAs(country, tax_id), email };
}

function buyerParty(address: BillingAddress, email: string | null): InvoiceParty {
  const { legal_name: name, country, tax_id } = address;
  const lines = formatAddress(addressRules(country), { ...address, legal_name: null });
  return { name, lines: [...lines, countryName(country)], tax_id: taxIdAs(country, tax_id), email };
}

const taxIdAs = (country: string, value: string | null) => (value === null ? null : { label: taxIdOf(country).label, value });

/** A share in hundredths of a percent of what is not negative, halves up. */
function taxOn(subtotal: number, basisPoints: number): number {
  return Number((2n * BigInt(subtotal) * BigInt(basisPoints) + 10_000n) / 20_000n);
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
