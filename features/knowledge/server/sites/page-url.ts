/** Longer ones are made by programs that count on. */
const lengthMax = 2_000;
/** The same name this often in a path is a link that leads into itself. */
const repeatsMax = 3;

/** Says who came from where, or who is looking: never which page it is. */
const strayParameters =
  /^(utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|dclid|yclid|mc_[ce]id|igshid|_ga|_gl|_hs\w+|hsctatracking|phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|sid|cfid|cftoken)$/i;

/**
 * The address of a page as this page is known by: without what points into it, and without sessions and campaigns. Null for what is
 * no page of the web.
 */
export function pageUrl(href: string, base?: string): string | null {
  const words = href.trim();
  if (words === "" || !URL.canParse(words, base)) return null;
  const url = new URL(words, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  if (url.username !== "" || url.password !== "") return null;
  url.hash = "";
  url.pathname = url.pathname.replace(/;jsessionid=[^/;]*/gi, "");
  // The others stay as they are spelled.
  const stray = [...url.searchParams.keys()].filter((name) => strayParameters.test(name));
  for (const name of stray) url.searchParams.delete(name);
  if (url.searchParams.size === 0) url.search = "";
  if (url.href.length > lengthMax || leadsIntoItself(url.pathname)) return null;
  return url.href;
}

function leadsIntoItself(path: string): boolean {
  const counts = new Map<string, number>();
  for (const name of path.split("/")) if (name !== "") counts.set(name, (counts.get(name) ?? 0) + 1);
  return Math.max(0, ...counts.values()) > repeatsMax;
}
