import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { requireWritable } from "#access/require-writable.ts";
import { changed, named } from "#access/says.ts";
import { AppError, conflict, invalid } from "#platform/errors.ts";
import { readMultipart } from "#platform/http/read-multipart.ts";
import { say } from "#platform/sentence.ts";
import { fileBytesMax, Source } from "../contract.ts";
import { mediaTypeOf } from "./file-type.ts";
import { findSource } from "./find-source.ts";
import { findTwin } from "./find-twin.ts";
import { kindOf } from "./kinds/source-kinds.ts";
import { fileIdOf, fileKey } from "./kinds/stored-file.ts";
import { refusal } from "./refusals.ts";
import { replaceContent } from "./replace-content.ts";
import type { SourceRow } from "./source-row.ts";
import { oneAsSent } from "./sources-as-sent.ts";
import { takeFile } from "./take-file.ts";

export const replaceFile = procedure({
  name: "source.replace",
  summary:
    "Replaces the file of a source by another one, sent as a part named `file`. The source keeps its id and takes the new file's name; passages that say the same as before are not indexed again. The same file again changes nothing.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the file of the source${named(entry)}`),
  permission: "source:update",
  params: ["project_id", "source_id"],
  input: z.object({}),
  body: "multipart",
  output: Source,
  status: 202,
  example: ({ project_id, file_source_id }) => ({
    params: { project_id, source_id: file_source_id },
    file: { name: "opening-hours.txt", type: "text/plain", text: "We are open from ten to six." },
  }),
  async run({ platform, log, transaction, organization, params, request }) {
    const { storage } = platform;
    requireFile(await transaction(({ db }) => findSource(db, organization.id, params.project_id, params.source_id), "read"));
    const limits = { field: "file", filesMax: 1, bytesMax: 2 * fileBytesMax };
    const stored = new Set<string>();
    try {
      const [taken] = await readMultipart(request.raw, limits, async (part) => {
        const file = await takeFile(storage, log, organization.id, part);
        if ("file" in file) stored.add(file.id);
        return file;
      });
      if (!taken || "refused" in taken) throw invalid({ file: refusal(taken?.refused ?? "empty").message });
      if (request.signal.aborted) throw new AppError("invalid_request", "The upload was cut off.");
      const { row, answer } = await transaction(async (context) => {
        await requireWritable(context.db, organization.id);
        const before = await findSource(context.db, organization.id, params.project_id, params.source_id, "lock");
        requireFile(before);
        const file = { name: taken.name, media_type: mediaTypeOf(taken.fileKind), content_hash: taken.file.sha256 };
        const isSame = before.content_hash === file.content_hash && before.name === file.name && before.status !== "failed";
        if (isSame) {
          context.audit(null);
          return { row: before, answer: await oneAsSent(context.db, before) };
        }
        const row = await replaceContent(context, platform, before, {
          ...file,
          kind: before.kind,
          answer: null,
          size_bytes: taken.file.sizeBytes,
          file_id: taken.id,
          duplicate_of: await findTwin(context.db, before, { content_hash: file.content_hash }),
        });
        context.audit({
          target: { type: "source", id: row.id, label: row.name },
          before: { name: before.name, size_bytes: before.size_bytes },
          after: { name: row.name, size_bytes: row.size_bytes },
        });
        return { row, answer: await oneAsSent(context.db, row) };
      });
      stored.delete(fileIdOf(row));
      return answer;
    } finally {
      for (const id of stored) await storage.remove(fileKey(organization.id, id));
    }
  },
});

function requireFile(source: SourceRow): void {
  const { isReplaced, noun } = kindOf(source);
  if (!isReplaced) throw conflict(say`The content of this ${noun} is no file that can be replaced.`);
}
