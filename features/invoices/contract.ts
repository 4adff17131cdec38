import { z } from "zod";
import { Country } from "#features/addresses/contract.ts";
import { Email } from "#features/identity/contract.ts";
import { hasInvisible } from "#features/identity/contract/names.ts";

/** An integer of the currency's minor unit. */
const Money = z.number().int();
const Day = z.iso.date();

/** `stripe`: issued and kept there. `operator`: issued by whoever runs the installation. */
const InvoiceIssuer = z.enum(["stripe", "operator"]);
export const InvoiceStatus = z.enum(["open", "paid", "void", "uncollectible"]);
export type InvoiceStatus = z.output<typeof InvoiceStatus>;
const InvoiceKind = z.enum(["invoice", "credit_note"]);

/** Who issues, or who pays, as an invoice writes it. */
export const InvoiceParty = z.object({
  name: z.string(),
  /** The address line by line as its country writes it, the country last. */
  lines: z.array(z.string()),
  tax_id: z.object({ label: z.string(), value: z.string() }).nullable(),
  email: z.string().nullable(),
});
export type InvoiceParty = z.output<typeof InvoiceParty>;

export const InvoiceLine = z.object({
  description: z.string(),
  quantity: z.number(),
  /** Null where the amount is no multiple of one, as of a part of a month. */
  unit_amount: Money.nullable(),
  amount: Money,
});
export type InvoiceLine = z.output<typeof InvoiceLine>;

/** All that an invoice says, as it stood on the day of issue. A credit note's amounts are negative. */
export const InvoiceDocument = z.object({
  kind: InvoiceKind,
  number: z.string(),
  /** Of a credit note: the invoice that it takes back. */
  corrects: z.string().nullable(),
  issued_on: Day,
  due_on: Day.nullable(),
  period: z.object({ from: Day, to: Day }),
  seller: InvoiceParty,
  buyer: InvoiceParty,
  currency: z.string(),
  lines: z.array(InvoiceLine),
  subtotal: Money,
  tax: z.object({
    label: z.string(),
    /** Hundredths of a percent; null where no tax is charged. */
    basis_points: z.number().int().nullable(),
    amount: Money,
    /** Why none is charged, such as reverse charge. */
    sentence: z.string().nullable(),
  }),
  total: Money,
  /** How to pay, and what else the issuer writes below. */
  notes: z.array(z.string()),
});
export type InvoiceDocument = z.output<typeof InvoiceDocument>;

/** An invoice in a list. */
export const Invoice = z.object({
  id: z.string(),
  issuer: InvoiceIssuer,
  number: z.string(),
  kind: InvoiceKind,
  status: InvoiceStatus,
  /** Open, and its day has passed. */
  is_overdue: z.boolean(),
  currency: z.string(),
  subtotal: Money,
  tax: Money,
  total: Money,
  issued_at: z.string(),
  due_at: z.string().nullable(),
  paid_at: z.string().nullable(),
  period_from: Day,
  period_to: Day,
});
export type Invoice = z.output<typeof Invoice>;

export const InvoiceDetail = Invoice.extend({ document: InvoiceDocument });
export type InvoiceDetail = z.output<typeof InvoiceDetail>;

export const InvoiceFilter = z.object({
  status: z.enum([...InvoiceStatus.options, "overdue"], "Choose a status.").optional(),
  kind: InvoiceKind.optional(),
});
export type InvoiceFilter = z.output<typeof InvoiceFilter>;

/** "VAT 19%"; null where whoever issues charges no tax and says nothing of it. */
export function taxHeading({ label, basis_points, amount, sentence }: InvoiceDocument["tax"]): string | null {
  if (basis_points === null && amount === 0 && sentence === null) return null;
  return basis_points === null ? label : `${label} ${basis_points / 100}%`;
}

/** "€1,234.56", from 123456 and `eur`: as many decimals as the currency has. */
export function formatMoney(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) + 0);
}

/** An invoice or credit note of the operator's, as his book has it. */
export const BookedInvoice = z.object({
  number: z.string(),
  organization_id: z.string(),
  /** Whether the organization is gone, and only the book has it. */
  is_kept: z.boolean(),
  kind: InvoiceKind,
  status: InvoiceStatus,
  is_overdue: z.boolean(),
  buyer: z.string(),
  currency: z.string(),
  total: Money,
  issued_at: z.string(),
  due_at: z.string().nullable(),
  paid_at: z.string().nullable(),
});
export type BookedInvoice = z.output<typeof BookedInvoice>;

const InvoiceNumber = z.string("Name the invoice by its number, such as 2026-0001.").trim().max(40);
export const NamedInvoice = z.object({ number: InvoiceNumber });
export const PayInvoice = z.object({ number: InvoiceNumber, on: z.iso.date("Enter a day such as 2026-12-01.").optional() });
export const CancelInvoice = z.object({
  number: InvoiceNumber,
  reason: z
    .string("Say why: it stands on the credit note.")
    .trim()
    .min(1, "Say why: it stands on the credit note.")
    .max(300, "A reason has at most 300 characters.")
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]*$/u, "A reason is one line and holds no invisible characters."),
});

const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/;
export const IssueInvoices = z.object({
  /** The last month of which something is charged; the last that has ended, where it is left out. */
  month: z.string().regex(isMonth, "Enter a month such as 2026-11.").optional(),
  /** Says what would be issued. */
  dry_run: z.boolean().default(false),
  /** Charges the seller's rate where VIES has not answered, instead of waiting for it. */
  charge_unchecked: z.boolean().default(false),
});

/** What came of issuing: documents, of a dry run without a number, or why there is none. */
export const IssueOutcome = z.object({
  organization_id: z.string(),
  organization_name: z.string(),
  documents: z.array(InvoiceDocument),
  waits: z.string().nullable(),
});
export type IssueOutcome = z.output<typeof IssueOutcome>;

/** Who issues the invoices of an installation. */
export const Seller = z.object({
  name: line("The name", 160),
  lines: z.array(line("A line of the address", 120)).min(1, "Write the address: --line TEXT for each line.").max(6, "At most six lines."),
  country: Country,
  /** Where it has none, no tax is charged. */
  tax_id: z.string().nullable(),
  /** Hundredths of a percent. */
  vat_basis_points: z.number().int().min(0).max(9_999).nullable(),
  email: Email.nullable(),
  /** How to pay. */
  pay: z.array(line("How to pay", 300)).max(6, "At most six lines."),
  notes: z.array(line("A note", 500)).max(6, "At most six notes."),
  due_days: z.number().int().min(0, "At least 0 days.").max(365, "At most 365 days."),
});
export type Seller = z.output<typeof Seller>;

/** What is left out stays. */
export const UpdateSeller = Seller.partial();

function line(what: string, max: number) {
  return z
    .string()
    .trim()
    .min(1, `${what} is empty.`)
    .max(max, `${what} has at most ${max} characters.`)
    .refine((value) => !hasInvisible(value), `${what} holds no line breaks and no invisible characters.`);
}
