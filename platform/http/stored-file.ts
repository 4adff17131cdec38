import type { ByteRange, Storage } from "../storage/storage.ts";

/**
 * Answers a stored file as an attachment: whole, or the part that the request asks for, so that a download that was
 * cut off continues where it stopped (RFC 9110: Range, If-Range; one range at a time).
 *
 * @param file `sha256` (hexadecimal) and `sizeBytes` as they were when it was stored; `name` as people know it
 * @returns null when the file is not there, or is not the one that was stored
 */
export async function answerStoredFile(
  storage: Storage,
  key: string,
  file: { name: string; mediaType: string; sizeBytes: number; sha256: string },
  request: Request,
): Promise<Response | null> {
  const tag = `"${file.sha256}"`;
  const headers = new Headers({
    "Content-Type": file.mediaType,
    "Content-Disposition": disposition(file.name),
    ETag: tag,
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    // Whatever a browser makes of it, it is nothing of this origin's.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  });
  const range = rangeOf(request.headers, file.sizeBytes, tag);
  if (range === "outside") {
    headers.set("Content-Range", `bytes */${file.sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const stored = await storage.read(key, range ?? undefined);
  if (stored?.sizeBytes !== file.sizeBytes) {
    await stored?.stream.cancel();
    return null;
  }
  headers.set("Content-Length", String(range ? range.last - range.first + 1 : file.sizeBytes));
  if (range) headers.set("Content-Range", `bytes ${range.first}-${range.last}/${file.sizeBytes}`);
  // A question for the headers alone reads no body, and nobody else would close the file.
  if (request.method === "HEAD") await stored.stream.cancel();
  return new Response(request.method === "HEAD" ? null : stored.stream, { status: range ? 206 : 200, headers });
}

/** Null: the whole file, also where the header is one that we do not read, or the file is another than the caller began with. */
function rangeOf(headers: Headers, sizeBytes: number, tag: string): ByteRange | "outside" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/i.exec(headers.get("range")?.trim() ?? "") ?? [];
  if (from === "" && to === "") return null;
  const condition = headers.get("if-range");
  if (condition !== null && condition.trim() !== tag) return null;
  const first = from === "" ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === "" || to === "" ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return null;
  return first > last ? "outside" : { first, last };
}

/** RFC 6266: a name of plain letters for old readers, the true one beside it. */
function disposition(name: string): string {
  const plain = name.replace(/[^\w.() -]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
