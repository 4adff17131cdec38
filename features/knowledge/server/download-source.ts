import { z } from "zod";
import { process } from "#access/operation.ts";
import { notFound } from "#platform/errors.ts";
import { fileKey, findSource } from "./find-source.ts";

export const downloadSource = process({
  name: "source.download",
  summary: "The original file, as an attachment.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "*/*",
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ platform, transaction, organization, params }) {
    const source = await transaction(({ db }) => findSource(db, organization.id, params.project_id, params.source_id), "read");
    const file = await platform.storage.read(fileKey(organization.id, source.id));
    if (!file) throw notFound("The stored file is missing.");
    return new Response(file.stream, {
      headers: {
        "Content-Type": source.media_type,
        "Content-Length": String(file.sizeBytes),
        "Content-Disposition": disposition(source.kind === "text" ? `${source.name}.md` : source.name),
        "Cache-Control": "private, no-store",
        // Whatever a browser makes of it, it is nothing of this origin's.
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
      },
    });
  },
});

/** RFC 6266: a name of plain letters for old readers, the true one beside it. */
function disposition(name: string): string {
  const plain = name.replace(/[^\w.() -]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
