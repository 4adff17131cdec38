import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { notFound } from "#platform/errors.ts";
import { answerStoredFile } from "#platform/http/stored-file.ts";
import { say } from "#platform/sentence.ts";
import { findSource } from "./find-source.ts";
import { kindOf } from "./kinds/source-kinds.ts";
import { fileIdOf, fileKey } from "./kinds/stored-file.ts";

export const downloadSource = procedure({
  name: "source.download",
  summary: "The original file of a source that has one, as an attachment; with a Range header a part of it.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "*/*",
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ platform, transaction, organization, params, request }) {
    const source = await transaction(({ db }) => findSource(db, organization.id, params.project_id, params.source_id), "read");
    const { storedFile, noun } = kindOf(source);
    if (!storedFile) throw notFound(say`This ${noun} has no file.`);
    const { media_type: mediaType, size_bytes: sizeBytes, content_hash: sha256 } = source;
    const file = { name: storedFile.nameOf(source), mediaType, sizeBytes, sha256 };
    const answer = await answerStoredFile(platform.storage, fileKey(organization.id, fileIdOf(source)), file, request.raw);
    if (!answer) throw notFound("The stored file is missing.");
    return answer;
  },
});
