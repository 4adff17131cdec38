import { z } from "zod";
import { procedure, type OpenTransaction } from "#access/operation.ts";
import { valueOf } from "#access/says.ts";
import { csvFile, type Cell } from "#platform/csv.ts";
import { AppError } from "#platform/errors.ts";
import { answerMadeFile } from "#platform/http/made-file.ts";
import { indexedFrom } from "#platform/search/backlog.ts";
import { AuditEntry, AuditFilter, exportFormats } from "../contract.ts";
import { csvColumns } from "./csv-columns.ts";
import { lastSearched, planSearch, readEntries, type Search } from "./find-entries.ts";
import { hiddenTargets } from "./hide-content.ts";

const entriesPerPage = 500;

export const exportAuditEntries = procedure({
  name: "audit_entry.export",
  summary:
    "The entries that match the filters as a file, newest first: `csv` for a spreadsheet, `jsonl` with one JSON object to a line. That it was asked for is an entry itself.",
  scope: "organization",
  kind: "read",
  says: (entry) => `exported the audit log as ${valueOf(entry, "format") === "csv" ? "CSV" : "JSON lines"}`,
  permission: "audit:read",
  input: z.object({ ...AuditFilter.shape, format: z.enum(exportFormats).default("csv") }),
  output: "stream",
  mediaType: "*/*",
  example: () => ({ input: { format: "csv" } }),
  async run({ transaction, organization, permissions, product, request }, { format, ...filter }) {
    const search = await transaction(async ({ db, audit }) => {
      if (filter.query && (await indexedFrom(db, organization.id, "audit"))) throw stillIndexing();
      // Whom the log names leaves the organization with it: that is worth an entry, although nothing is written.
      audit(request.raw.method === "HEAD" ? null : { target: null, after: { format, ...filter } });
      const { sayings } = product;
      return planSearch(db, { organizationId: organization.id, filter, hidden: hiddenTargets(product, permissions), sayings });
    });
    const name = `audit-log-${new Date().toISOString().slice(0, 10)}.${format}`;
    const pages = pagesOf(transaction, search, request.signal);
    return format === "csv"
      ? answerMadeFile(name, "text/csv", csvFile(heads, rowsOf(pages)))
      : answerMadeFile(name, "application/jsonl", jsonLines(pages));
  },
});

const heads = csvColumns.map(([head]) => head);

/** A file says nothing of what it lacks. */
function stillIndexing(): AppError {
  return new AppError(
    "unavailable",
    "Older entries of the audit log are still being made searchable. Export without words to search for, or try again in a few minutes.",
    { retryAfterSeconds: 60 },
  );
}

/** A page in memory at a time, each in a short transaction: a reader who is slow holds nothing open. */
async function* pagesOf(transaction: OpenTransaction, search: Search, signal: AbortSignal): AsyncGenerator<AuditEntry[]> {
  for (let before: Search["before"]; ;) {
    signal.throwIfAborted();
    const from = { ...search, before };
    const page = await transaction(({ db }) => readEntries(db, from, { limit: entriesPerPage, offset: 0 }), "read");
    if (page.length > 0) yield page;
    // Words are looked for in so many entries at a time: a page that is not full is not always the last.
    before = page.length === entriesPerPage ? page.at(-1) : await transaction(({ db }) => lastSearched(db, from), "read");
    if (!before) return;
  }
}

async function* rowsOf(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<Cell[][]> {
  for await (const page of pages) yield page.map((entry) => csvColumns.map(([, value]) => value(entry)));
}

async function* jsonLines(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((entry) => `${JSON.stringify(AuditEntry.parse(entry))}\n`).join("");
}
