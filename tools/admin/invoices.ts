import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { Page } from "#access/list.ts";
import { Seller } from "#features/invoices/contract.ts";
import { formatMoney, BookedInvoice, IssueOutcome } from "#features/invoices/contract.ts";
import { allIds } from "./all-ids.ts";
import type { Client } from "./client.ts";
import { asText, at, type Command, type Words } from "./command.ts";
import { table } from "./words.ts";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
export const invoiceOptions = { open: flag, month: text, "dry-run": flag, unchecked: flag, on: text, out: text } as const;

export const invoicesCommand: Command = {
  usage: `invoices [ORG] [--open]       those that you issued with BILLING=manual, newest first; --page NUMBER
  invoices issue [ORG]          issues what is due of the months that have ended, of all or of one; --month 2026-11: of none later
                                  --dry-run: says what would be issued; --unchecked: charges tax where VIES has not answered
  invoices paid NUMBER          marks one as paid, today or --on DAY; invoices unpaid NUMBER takes it back
  invoices cancel NUMBER        takes one back by a credit note; --reason TEXT stands on it
  invoices pdf NUMBER           writes its PDF to --out FILE`,
  takes: [0, 2],
  async run(call, { named: [word, of], options }) {
    const act = word !== undefined && Object.hasOwn(acts, word) ? acts[word] : undefined;
    return act ? act(call, of, options) : list(call, word, options);
  },
};

type Act = (call: Client, of: string | undefined, options: Words["options"]) => Promise<string>;

const acts: Record<string, Act> = {
  issue: issueAll,
  paid: async (call, number, { on }) => line(await call("POST /invoices/paid", BookedInvoice, { number: named(number), on: asText(on) })),
  unpaid: async (call, number) => line(await call("POST /invoices/unpaid", BookedInvoice, { number: named(number) })),
  async cancel(call, number, { reason }) {
    if (!asText(reason)) throw new Error("Say why with --reason TEXT: it stands on the credit note.");
    const note = await call("POST /invoices/cancel", BookedInvoice, { number: named(number), reason });
    return `Invoice ${named(number)} is taken back by credit note ${note.number}. invoices issue ${note.organization_id} invoices it anew.`;
  },
  async pdf(call, number, { out }) {
    const file = asText(out);
    if (!file) throw new Error("Say where to with --out FILE.");
    const query = new URLSearchParams({ number: named(number) });
    await writeFile(file, await call(`GET /invoices/file?${query}`, z.instanceof(Buffer)));
    return `Written to ${file}.`;
  },
};

function named(number: string | undefined): string {
  if (!number) throw new Error("Name the invoice by its number, such as 2026-0001.");
  return number;
}

async function list(call: Client, organization: string | undefined, options: Words["options"]): Promise<string> {
  const query = new URLSearchParams({
    ...(organization ? { organization_id: organization } : {}),
    ...(options.open ? { open: "true" } : {}),
    page: asText(options.page) ?? "1",
    per_page: "100",
  });
  const { data, total, page, per_page } = await call(`GET /invoices?${query}`, Page(BookedInvoice));
  if (total === 0) return "No invoice was found.";
  const first = (page - 1) * per_page + 1;
  if (data.length === 0) return `There is no page ${page}: ${total} found, ${per_page} to a page.`;
  const shown = data.length === total ? `${total} in all` : `${first}–${first + data.length - 1} of ${total}; --page ${page + 1} goes on`;
  return `${table([["NUMBER", "ISSUED", "STATUS", "DUE", "TOTAL", "ORG", "NAME"], ...data.map(row)])}\n${shown}`;
}

function row({ number, issued_at, due_at, total, currency, organization_id, is_kept, buyer, ...how }: BookedInvoice): string[] {
  const gone = is_kept ? " (gone)" : "";
  return [
    number,
    day(issued_at),
    standing(how),
    due_at ? lastDay(due_at) : "-",
    formatMoney(total, currency),
    `${organization_id}${gone}`,
    buyer,
  ];
}

const standing = ({ kind, status, is_overdue }: Pick<BookedInvoice, "kind" | "status" | "is_overdue">) =>
  `${kind === "credit_note" ? "credit note, " : ""}${is_overdue ? "overdue" : status}`;

function line(invoice: BookedInvoice): string {
  const on = invoice.paid_at ? ` on ${day(invoice.paid_at)}` : "";
  return `${invoice.number} of ${invoice.buyer} over ${formatMoney(invoice.total, invoice.currency)} is ${standing(invoice)}${on}.`;
}

/**
 * Each organization by itself: what keeps one from being invoiced is said, and the others go on.
 * @throws Error with all that came of it, where one failed
 */
async function issueAll(call: Client, id: string | undefined, options: Words["options"]): Promise<string> {
  const input = { month: asText(options.month), dry_run: options["dry-run"] === true, charge_unchecked: options.unchecked === true };
  if (!(await call("GET /seller", Seller.nullable()))) throw new Error("Say first who issues them: npm run admin -- seller --name NAME …");
  const issueOne = (one: string) => call(`POST ${at(one)}/invoices`, IssueOutcome, input);
  if (id) return describeIssued([await issueOne(id)], input.dry_run);
  const [outcomes, failed]: [IssueOutcome[], string[]] = [[], []];
  for await (const one of allIds(call))
    await issueOne(one).then(
      (outcome) => outcomes.push(outcome),
      (error: Error) => failed.push(`FAILED ${one}: ${error.message}`),
    );
  const said = describeIssued(outcomes, input.dry_run);
  if (failed.length > 0) throw new Error([...failed, said].join("\n"));
  return said;
}

function describeIssued(outcomes: readonly IssueOutcome[], isDryRun: boolean): string {
  const rows = outcomes.flatMap(({ organization_id, organization_name, documents }) =>
    documents.map(({ number, total, currency }) => [number || "-", formatMoney(total, currency), organization_id, organization_name]),
  );
  const waiting = outcomes.flatMap(({ organization_id, organization_name, waits }) =>
    waits ? [`WAITS ${organization_id} ${organization_name}: ${waits}`] : [],
  );
  const count = `${rows.length} ${rows.length === 1 ? "invoice" : "invoices"} ${isDryRun ? "would be issued" : "issued"}`;
  const listed = rows.length > 0 ? [table([["NUMBER", "TOTAL", "ORG", "NAME"], ...rows])] : [];
  return [...listed, ...waiting, `${count}${waiting.length > 0 ? `, ${waiting.length} waiting` : ""}.`].join("\n");
}

const day = (iso: string) => iso.slice(0, 10);
/** Due is the end of the last day on which it can be paid in time. */
const lastDay = (dueAt: string) => new Date(Date.parse(dueAt) - 1).toISOString().slice(0, 10);
