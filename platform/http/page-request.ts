import type { HttpContext } from "./app.ts";

/** Addresses of machines: nobody looks at what they answer. */
const forMachines = /^\/(?:v1|api|widget|assets|webhooks|dev|healthz|readyz|metrics)(?:\/|$)/;
/** A name of a file at the end. */
const file = /\.[a-z0-9]+$/i;

/** Whether a page is asked for: what a browser shows, and what `curl` fetches with its `Accept: *\/*`. */
export function asksForPage(c: HttpContext): boolean {
  return isRead(c.req.method) && acceptsHtml(c.req.header("accept")) && !forMachines.test(c.req.path) && !file.test(c.req.path);
}

/** HEAD is GET whose body is not sent. */
export const isRead = (method: string): boolean => method === "GET" || method === "HEAD";

/** Without the header anything is welcome. */
const acceptsHtml = (accept = "*/*") => /(?:^|,)\s*(?:text\/html|text\/\*|\*\/\*|application\/xhtml\+xml)\s*(?:;|,|$)/i.test(accept);
