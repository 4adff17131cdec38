import { indexAuditLog } from "#features/audit/server/index-audit-log.ts";
import { indexConversations } from "#features/conversations/server/conversation-words.ts";
import { indexPassages } from "#features/knowledge/server/index-passages.ts";
import type { BacklogKind } from "#platform/search/backlog.ts";
import type { TestApp } from "./app.ts";

const sweeps = { audit: indexAuditLog, conversations: indexConversations, passages: indexPassages };

/** What was written into the database by hand is put into the search index, as an update does with what it finds. */
export async function makeSearchable(test: TestApp, organizationId: string, kind: BacklogKind): Promise<void> {
  await test.database.admin.query("insert into search_backlogs (organization_id, kind) values ($1, $2)", [organizationId, kind]);
  await runIndexing(test, kind);
}

/** The sweep that does it, until nothing is left. */
export async function runIndexing({ platform }: TestApp, kind: BacklogKind, signal = new AbortController().signal): Promise<void> {
  await sweeps[kind].run({ platform, log: platform.log, signal });
}
