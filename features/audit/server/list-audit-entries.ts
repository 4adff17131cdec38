import { z } from "zod";
import { PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { indexedFrom } from "#platform/search/backlog.ts";
import { AuditFilter, AuditPage, type SearchReach } from "../contract.ts";
import { lastSearched, planSearch, readPage, type Search } from "./find-entries.ts";
import { readNames } from "./read-names.ts";
import { hiddenTargets } from "./hide-content.ts";

export const listAuditEntries = operation({
  name: "audit_entry.list",
  summary:
    "Who did what in the organization, newest first. `before` continues after an entry, however long the log is; `total` counts all entries that match the filters.",
  scope: "organization",
  kind: "read",
  permission: "audit:read",
  input: PageQuery.extend({
    ...AuditFilter.shape,
    before: z.string().max(60).optional().describe("Only entries older than this one: the id of the last entry that you have."),
  }),
  output: AuditPage,
  example: () => ({}),
  async run({ db, organization, permissions, product }, { page, per_page, before, ...filter }) {
    const { sayings } = product;
    const search = await planSearch(db, { organizationId: organization.id, filter, hidden: hiddenTargets(product, permissions), sayings });
    const cursor = before === undefined ? undefined : await findCursor(db, organization.id, before);
    const found = await readPage(db, { ...search, before: cursor }, { limit: per_page, offset: (page - 1) * per_page });
    const filtered_by = await readNames(db, search);
    return { ...found, page, per_page, filtered_by, ...(await readReach(db, search)) };
  },
});

/** What the words were, and in which entries they were looked for. */
async function readReach(db: Db, search: Search): Promise<SearchReach> {
  if (!search.words) return { left_out: [], searched_from: null, indexing: false };
  const indexed = await indexedFrom(db, search.organizationId, "audit");
  const last = await lastSearched(db, search);
  const searchedFrom =
    [indexed, last?.created_at]
      .filter((time) => time != null)
      .toSorted()
      .at(-1) ?? null;
  return { left_out: search.words.leftOut, searched_from: searchedFrom, indexing: indexed !== null };
}

async function findCursor(db: Db, organizationId: string, id: string): Promise<{ id: string; created_at: string }> {
  const entry = await db
    .selectFrom("audit_entries")
    .select(["id", "created_at"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!entry) throw invalid({ before: "The log has no entry with this id." });
  return entry;
}
