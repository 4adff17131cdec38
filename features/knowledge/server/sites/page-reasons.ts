import { fileBytesMax } from "../../contract.ts";
import { linksDeep } from "../../contract/sites.ts";
import { refusals, type RefusalCode } from "../refusals.ts";

/** Of one page, of what is fetched of a site in one reading, and of a sitemap; all unpacked. */
export const pageBytesMax = 5_000_000;
export const siteBytesMax = 200_000_000;

/** Why a page was left out or could not be read, by a code that stays. */
const sentences = {
  robots: "robots.txt does not allow it",
  noindex: "The page asks not to be indexed (noindex)",
  excluded: "The patterns leave it out",
  kind: "Files of this kind are not read",
  deep: `More than ${linksDeep} links away from the first page`,
  needs_browser: "Its text needs a browser. Paste it, or name another page.",
  empty_page: "No text was found on the page",
  page_too_large: `The page is larger than ${pageBytesMax / 1_000_000} MB`,
  file_too_large: `The file is larger than ${fileBytesMax / 1_000_000} MB`,
  unreachable: "The server did not answer",
  outside: "It leads out of the website",
  interrupted_page: "Reading it was interrupted several times",
  limit_pages: "The limit of pages was reached before it",
  limit_time: "The time for one reading was over before it",
  limit_bytes: "The limit of data was reached before it",
  limit_storage: "There is no room left for its text",
  busy: "The server asks to come back much later",
} as const;
export type PageReasonCode =
  | keyof typeof sentences
  | RefusalCode
  | "duplicate"
  | "moved"
  | "canonical"
  | "not_found"
  | "http"
  | "not_reached";

export type PageReason = { code: PageReasonCode; text: string };

export const because = (code: keyof typeof sentences): PageReason => ({ code, text: sentences[code] });
export const becauseFile = (code: RefusalCode): PageReason => ({ code, text: refusals[code] });

export function becauseStatus(status: number): PageReason {
  if (status === 404 || status === 410) return { code: "not_found", text: `Not found (${status})` };
  if (status === 401 || status === 403) return { code: "http", text: `The server does not let it be read (${status})` };
  return { code: "http", text: `The server answered with an error (${status})` };
}

/** Another page has the text, in one of these ways. */
export function becauseOf(code: "duplicate" | "moved" | "canonical", url: string): PageReason {
  const place = placeOf(url);
  if (code === "duplicate") return { code, text: `Has the same text as ${place}` };
  return { code, text: code === "moved" ? `Redirects to ${place}` : `Names ${place} as its address` };
}

function placeOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`.slice(0, 200);
}
