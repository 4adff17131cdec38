import { operation, type TransactionContext } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { conflict, forbidden } from "#platform/errors.ts";
import { ResolveDuplicate, Source } from "../contract.ts";
import { findSource } from "./find-source.ts";
import { hasFile, isStored } from "./kinds/source-kinds.ts";
import { fileIdOf } from "./kinds/stored-file.ts";
import { recordRemoved } from "./record-stored.ts";
import { removeSourceFiles } from "./remove-source-files.ts";
import { replaceContent } from "./replace-content.ts";
import type { SourceRow } from "./source-row.ts";
import { oneAsSent } from "./sources-as-sent.ts";

export const resolveDuplicate = operation({
  name: "source.resolve_duplicate",
  summary: "Says what becomes of a source that is the same as another one (`duplicate_of`). Answers the source that stays.",
  scope: "organization",
  kind: "write",
  says: (entry) => {
    const choice = entry.after?.choice;
    if (choice === "keep") return `kept the source${named(entry)} beside one that is the same`;
    return choice === "replace"
      ? `replaced the source${named(entry)} by one that is the same`
      : `deleted the source${named(entry)}, of which there were two`;
  },
  permission: "source:update",
  alsoAsks: ["source:delete"],
  params: ["project_id", "source_id"],
  input: ResolveDuplicate,
  output: Source,
  takesLong: true,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id }, input: { choice: "keep" } }),
  async run({ db, send, audit, platform, organization, permissions, params }, { choice }) {
    const find = (id: string) => findSource(db, organization.id, params.project_id, id, "lock");
    if (choice !== "keep" && !permissions.has("source:delete")) throw forbidden();
    const source = await find(params.source_id);
    if (choice === "keep") {
      if (source.duplicate_of === null) audit(null);
      else audit({ target: { type: "source", id: source.id, label: source.name }, after: { choice } });
      const row = { ...source, duplicate_of: null };
      await db
        .updateTable("sources")
        .set({ duplicate_of: null, duplicate_kept: true })
        .where("organization_id", "=", organization.id)
        .where("id", "=", source.id)
        .execute();
      return oneAsSent(db, row);
    }
    const { duplicate_of: known } = await oneAsSent(db, source);
    if (!known) throw conflict("No other source is the same as this one any more.");
    const twin = await find(known.id);
    await db.deleteFrom("sources").where("organization_id", "=", organization.id).where("id", "=", source.id).execute();
    await recordRemoved({ db, send }, organization.id, [source].filter(isStored));
    const stays = choice === "replace" ? await takeOver({ db, send }, platform, twin, source) : twin;
    if (choice === "skip" && hasFile(source)) await send(removeSourceFiles, { file_ids: [fileIdOf(source)] });
    const told = choice === "replace" ? twin : source;
    audit({ target: { type: "source", id: told.id, label: told.name }, before: { name: told.name }, after: { choice } });
    return oneAsSent(db, stays);
  },
});

/** Gives a source the content of one that is gone, whose file stays where it is. */
function takeOver(
  context: Pick<TransactionContext, "db" | "send">,
  platform: Parameters<typeof replaceContent>[1],
  twin: SourceRow,
  { kind, name, answer, media_type, size_bytes, content_hash, ...source }: SourceRow,
): Promise<SourceRow> {
  const file_id = hasFile({ kind }) ? fileIdOf(source) : null;
  return replaceContent(context, platform, twin, { kind, name, answer, media_type, size_bytes, content_hash, file_id, duplicate_of: null });
}
