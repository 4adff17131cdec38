import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { conflict, notFound } from "#platform/errors.ts";
import type { Storage } from "#platform/storage/storage.ts";
import { createTurns } from "#platform/turns.ts";
import { findSource } from "./find-source.ts";
import { kindOf } from "./kinds/source-kinds.ts";
import { fileIdOf, fileKey, pictureKey } from "./kinds/stored-file.ts";
import { parsers } from "./parsing/parsers.ts";
import type { SourceRow } from "./source-row.ts";

const pictureBytesMax = 20_000_000;
/** One picture of each organization is drawn at a time, so that nobody's hold up the files of others. */
const inTurn = createTurns();

export const readPagePicture = procedure({
  name: "source.read_page_picture",
  summary:
    "The picture of a page of a source that is a PDF, as a PNG of at most 1,600 points a side. It is drawn once and stored. Another source has no pages: 204.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: z.object({ page: z.coerce.number().int().min(1).max(5_000) }),
  output: "stream",
  mediaType: "image/png",
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id }, input: { page: 1 } }),
  async run({ platform: { storage }, transaction, organization, params, request }, { page }) {
    const find = () => transaction(({ db }) => findSource(db, organization.id, params.project_id, params.source_id), "read");
    const source = await find();
    if (source.media_type !== "application/pdf" || !kindOf(source).storedFile) return new Response(null, { status: 204 });
    const key = pictureKey(source, page);
    if (!(await storage.read(key).then((file) => file?.stream.cancel().then(() => true)))) {
      await inTurn(organization.id, () => draw(storage, source, page, request.raw.signal));
      // An original that was deleted or replaced meanwhile takes its pictures with it.
      const now = await find().catch(() => null);
      if (!now || pictureKey(now, page) !== key) await storage.remove(key);
    }
    const file = await storage.read(key);
    if (!file) throw notFound("There is no such source.");
    const headers = { "Content-Type": "image/png", "Content-Length": String(file.sizeBytes), "Cache-Control": "private, no-store" };
    return new Response(file.stream, { headers: { ...headers, "X-Content-Type-Options": "nosniff" } });
  },
});

async function draw(storage: Storage, source: SourceRow, page: number, signal: AbortSignal): Promise<void> {
  const drawn = await parsers.draw(page, () => bytesOf(storage, source), signal);
  if ("failed" in drawn) {
    if (drawn.failed === "file_missing") throw notFound("The stored file is missing.");
    throw conflict("This page cannot be shown: drawing it takes more time or memory than a page may, or the file is damaged.");
  }
  if (!drawn.picture) throw notFound("The source has no such page.");
  const { picture } = drawn;
  await storage.write(
    pictureKey(source, page),
    (async function* () {
      yield picture;
    })(),
    pictureBytesMax,
  );
}

async function bytesOf(storage: Storage, source: SourceRow): Promise<Uint8Array | null> {
  const file = await storage.read(fileKey(source.organization_id, fileIdOf(source)));
  return file && new Uint8Array(await new Response(file.stream).arrayBuffer());
}
