import { operation, type TransactionContext } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { WrittenFile } from "#platform/storage/storage.ts";
import { Source } from "../contract.ts";
import { UpdateSource } from "../contract/answers.ts";
import { findSource } from "./find-source.ts";
import { findTwin } from "./find-twin.ts";
import { measureAnswer } from "./kinds/answer.ts";
import { kindOf } from "./kinds/source-kinds.ts";
import { processSource } from "./process-source.ts";
import { resizeStored } from "./record-stored.ts";
import { oneAsSent } from "./sources-as-sent.ts";
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
    const content = answer === null ? {} : await changeContent({ db, send }, platform, before, measureAnswer(name, answer));
    const isRead = kindOf(before).fetch !== null && (name !== before.name || answer !== before.answer);
    const row = await db
      .updateTable("sources")
      .set({ name, answer, ...content, updated_at: new Date(), ...(isRead && waiting) })
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
    return oneAsSent(db, row);
  },
});

/** What is stored of an answer that says something else now. @throws BudgetSpent */
async function changeContent(
  context: Pick<TransactionContext, "db" | "send">,
  platform: Platform,
  before: SourceRow,
  { sizeBytes, sha256: content_hash }: WrittenFile,
): Promise<Partial<SourceRow>> {
  if (content_hash === before.content_hash) return {};
  const duplicate_of = await findTwin(context.db, before, { content_hash });
  await resizeStored(context, platform, before, sizeBytes);
  return { content_hash, duplicate_of, duplicate_kept: false };
}
