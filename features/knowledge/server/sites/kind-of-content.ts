import { findMediaType, kindOfName, type FileKind } from "../file-type.ts";

/** What servers say of a file that they do not know. */
const unknown = ["", "application/octet-stream", "binary/octet-stream", "application/download", "application/force-download"];

/** How what a server sends is read, by its media type, or by its name where that says nothing; null where it is not read. */
export function kindOfContent(contentType: string | null, url: URL): FileKind | "page" | null {
  const mediaType = (contentType ?? "").split(";")[0]!.trim().toLowerCase();
  const named = asPage(kindOfName(url.pathname));
  if (unknown.includes(mediaType)) return named ?? (mediaType === "" ? "page" : null);
  // A .md or .csv that is sent as plain text is one.
  if (mediaType === "text/plain" && named) return named;
  if (mediaType === "application/xhtml+xml") return "page";
  return asPage(findMediaType(mediaType === "application/x-pdf" ? "application/pdf" : mediaType));
}

/** What was saved as a file is read whole; on the web it has a site around it. */
function asPage(kind: FileKind | null): FileKind | "page" | null {
  return kind === "html" ? "page" : kind;
}

const never = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|css|m?js|json|xml|rss|atom|woff2?|ttf|eot|map|webmanifest)$/i;

/** Pictures, programs and the like, which a page links to and nobody misses in a list. */
export function isNoPage(url: string): boolean {
  return never.test(new URL(url).pathname);
}
