import { kindOfName, type FileKind } from "../file-type.ts";

const kinds: Record<string, FileKind | "page"> = {
  "text/html": "page",
  "application/xhtml+xml": "page",
  "application/pdf": "pdf",
  "application/x-pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "text/plain": "text",
  "text/csv": "csv",
  "text/markdown": "markdown",
};
/** What servers say of a file that they do not know. */
const unknown = ["", "application/octet-stream", "binary/octet-stream", "application/download", "application/force-download"];

/** How what a server sends is read, by its media type, or by its name where that says nothing; null where it is not read. */
export function kindOfContent(contentType: string | null, url: URL): FileKind | "page" | null {
  const mediaType = (contentType ?? "").split(";")[0]!.trim().toLowerCase();
  const named = kindOfName(url.pathname);
  if (unknown.includes(mediaType)) return named ?? (mediaType === "" ? "page" : null);
  // A .md or .csv that is sent as plain text is one.
  if (mediaType === "text/plain" && named) return named;
  return kinds[mediaType] ?? null;
}

const never = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|css|m?js|json|xml|rss|atom|woff2?|ttf|eot|map|webmanifest)$/i;

/** Pictures, programs and the like, which a page links to and nobody misses in a list. */
export function isNoPage(url: string): boolean {
  return never.test(new URL(url).pathname);
}
