import { operation, type TransactionContext } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { invalid } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { Source } from "../contract.ts";
import { UpdateSource } from "../contract/answers.ts";
import { findSource } from "./find-source.ts";
import { measureAnswer } from "./kinds/answer.ts";
import { kindOf } from "./kinds/source-kinds.ts";
import { processSource } from "./process-source.ts";
import { countStored, recordChanged } from "./record-stored.ts";
import { withSite } from "./sites/with-sites.ts";
import { waiting } from "./start-reading.ts";
import type { SourceRow } from "./source-row.ts";

export const updateSource = operation({
  name: "source.update",
  summary: "Renames a source, or changes the question or the text of an answer. What its name says is read again.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the source${named(entry)}`),
  permission: "source:update",
  params: ["project_id", "source_id"],
  input: UpdateSource,
  output: Source,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id }, input: { name: "Opening hours in summer" } }),
  async run({ db, send, audit, platform, organization, params }, input) {
    const before = await findSource(db, organization.id, params.project_id, params.source_id, "lock");
    if (input.answer !== undefined && before.answer === null) throw invalid({ answer: "Only an answer has an answer." });
    const name = input.name ?? before.name;
    const answer = input.answer ?? before.answer;
    const changedHash = answer === null ? {} : { content_hash: await resize({ db, send }, platform, before, name, answer) };
    const isRead = kindOf(before).fetch !== null && (name !== before.name || answer !== before.answer);
    const row = await db
      .updateTable("sources")
      .set({ name, answer, ...changedHash, updated_at: new Date(), ...(isRead && waiting) })
      .where("organization_id", "=", organization.id)
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (isRead) await send(processSource, { source_id: row.id });
    audit({
      target: { type: "source", id: row.id, label: row.name },
      before: { name: before.name, size_bytes: before.size_bytes },
      after: { name, size_bytes: row.size_bytes },
    });
    return withSite(db, row);
  },
});

/** Counts what an answer grew or shrank by; answers the hash of what it says now. @throws BudgetSpent */
async function resize(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  platform: Platform,
  before: SourceRow,
  name: string,
  answer: string,
): Promise<string> {
  const { organization_id, project_id, id: source_id } = before;
  const { sizeBytes, sha256 } = measureAnswer(name, answer);
  const bytes = sizeBytes - before.size_bytes;
  if (bytes > 0)
    await requireRoom(platform, db, organization_id, {
      kind: "bytes_stored",
      count: () => countStored(db, organization_id),
      wanted: bytes,
    });
  // Each change counts once; two of the same size are two.
  if (bytes !== 0) await recordChanged({ db, send }, { organization_id, project_id, source_id }, { key: newId("src"), bytes, passages: 0 });
  return sha256;
}
