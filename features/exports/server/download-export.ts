import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { conflict, notFound } from "#platform/errors.ts";
import { answerStoredFile } from "#platform/http/stored-file.ts";
import { safeName } from "./archive-path.ts";
import { archiveKey, findExport, type ExportRow } from "./find-export.ts";

export const downloadExport = procedure({
  name: "export.download",
  summary: "The archive, as a ZIP file. With a Range header a part of it, so that a download that was cut off goes on.",
  scope: "organization",
  kind: "read",
  says: () => "downloaded an export of the organization",
  permission: "organization:export",
  params: ["export_id"],
  input: z.object({}),
  output: "stream",
  example: ({ export_id }) => ({ params: { export_id } }),
  async run({ platform, transaction, organization, params, request }) {
    const archive = await transaction(async ({ db, audit }) => {
      const row = await findExport(db, organization.id, params.export_id);
      const file = fileOf(row, organization.name);
      // All that the organization holds leaves it: that is worth an entry, although nothing is written.
      audit(request.raw.method === "HEAD" ? null : { target: { type: "export", id: row.id, label: "Export" } });
      return { key: archiveKey(row), file };
    });
    const answer = await answerStoredFile(platform.storage, archive.key, archive.file, request.raw);
    if (!answer) throw notFound("The archive is missing. Make a new export.");
    return answer;
  },
});

function fileOf({ status, size_bytes: sizeBytes, sha256, expires_at, created_at }: ExportRow, organizationName: string) {
  if (status === "running") throw conflict("The archive is not ready yet.");
  if (status === "failed" || sizeBytes === null || sha256 === null || expires_at === null) throw conflict("The archive could not be made.");
  if (Date.parse(expires_at) <= Date.now()) throw notFound("The archive was kept for a week and is gone. Make a new export.");
  const name = safeName(`${organizationName} export ${created_at.slice(0, 10)}.zip`);
  return { name, mediaType: "application/zip", sizeBytes, sha256 };
}
