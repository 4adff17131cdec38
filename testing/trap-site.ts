import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { makePdf } from "./documents.ts";

/** What a server answers at one of its addresses. */
type Answer = { status?: number; headers?: Record<string, string>; body?: string | Uint8Array };
export type TrapSite = {
  url: string;
  /** As CONNECTOR_ALLOW names it. */
  hostAndPort: string;
  /** Addresses by path and query; tests change them. */
  pages: Map<string, Answer | ((request: IncomingMessage) => Answer)>;
  /** What was asked for, in order. */
  asked: { path: string; headers: IncomingMessage["headers"] }[];
  /** The most requests that were open at once. */
  mostAtOnce(): number;
  /** Asked before each answer; a test holds it back or ends the connection. */
  before(request: IncomingMessage, response: ServerResponse): Promise<void> | void;
  close(): void;
};

/** A website of this machine, which answers what its `pages` say, with an ETag each, and 404 elsewhere. */
export async function startSite(): Promise<TrapSite> {
  let open = 0;
  let most = 0;
  const server: Server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    open += 1;
    most = Math.max(most, open);
    response.once("close", () => (open -= 1));
    site.asked.push({ path, headers: request.headers });
    await site.before(request, response);
    if (response.destroyed) return;
    const page = site.pages.get(path) ?? { status: 404, body: "<p>There is no such page.</p>" };
    const { status = 200, headers = {}, body = "" } = typeof page === "function" ? page(request) : page;
    const etag = `"${Buffer.from(body).length}-${Buffer.from(body).toString("latin1").slice(-60).replace(/\W/g, "")}"`;
    const all = { "content-type": "text/html; charset=utf-8", ...(status === 200 && { etag }), ...headers };
    if (status === 200 && request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(status, all).end(body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const site: TrapSite = {
    url: `http://127.0.0.1:${port}`,
    hostAndPort: `127.0.0.1:${port}`,
    pages: new Map(),
    asked: [],
    mostAtOnce: () => most,
    before: () => {},
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return site;
}

/** A page as a site makes them: navigation, banner and footer around one text. */
export function page(title: string, text: string, { links = [], head = "" }: { links?: string[]; head?: string } = {}): string {
  return `<!doctype html><html lang="en"><head><title>${title} – Northwind</title>${head}</head><body>
<header><nav><a href="/">Home</a> <a href="/guides">Guides</a> Navigation words</nav></header>
<div class="cookie-banner" role="dialog">We use cookies to improve your experience. <button>Accept all</button></div>
<main><h1>${title}</h1><p>${text}</p>${links.map((link) => `<p><a href="${link}">Read on</a></p>`).join("")}</main>
<footer>Footer words <a href="/imprint">Imprint</a></footer></body></html>`;
}

const guide = (number: number) =>
  page(
    `Guide ${number}`,
    `Guide number ${number} says that the tool of kind ${number * 7} is oiled every ${number + 2} weeks and kept dry in winter.`,
  );

/** Accepts and says nothing; sends a byte now and then for ever; stops in the middle. */
const unending = new Set(["/silent", "/trickle", "/stuck"]);

/** How many guides a trap site has. */
export const guides = 120;

/** About 200 pages with every trap that keeps a crawler from its end or from the text. `elsewhere`: a host that must not be asked. */
export async function startTrapSite(elsewhere: string): Promise<TrapSite> {
  const site = await startSite();
  const { pages, url } = site;
  const add = (path: string, answer: Answer | string | ((request: IncomingMessage) => Answer)) =>
    pages.set(path, typeof answer === "string" ? { body: answer } : answer);

  add("/robots.txt", {
    headers: { "content-type": "text/plain" },
    body: `User-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /*?print\nDisallow: /*.secret$\nSitemap: ${url}/sitemap-index.xml\n`,
  });
  add("/sitemap-index.xml", {
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${url}/guides.xml.gz</loc></sitemap><sitemap><loc>${url}/more.xml</loc></sitemap><sitemap><loc>${url}/sitemap-index.xml</loc></sitemap></sitemapindex>`,
  });
  const entries = Array.from(
    { length: guides },
    (_, index) => `<url><loc>${url}/guides/${index + 1}</loc><lastmod>2026-01-0${1 + (index % 9)}</lastmod></url>`,
  );
  add("/guides.xml.gz", {
    headers: { "content-type": "application/gzip" },
    body: gzipSync(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join("")}</urlset>`),
  });
  add("/more.xml", {
    headers: { "content-type": "application/xml" },
    body: `<urlset><url><loc>${url}/only-in-sitemap?a=1&amp;b=2</loc></url><url><loc>http://elsewhere.example/page</loc></url></urlset>`,
  });
  add("/only-in-sitemap?a=1&b=2", page("Alone", "Nothing links to this page, and the sitemap names it alone."));
  for (let number = 1; number <= guides; number += 1) add(`/guides/${number}`, guide(number));

  const traps = [
    "/guides",
    "/guides/1?utm_source=mail#top",
    "/loop/a",
    "/calendar/2026/1",
    "/shop;jsessionid=A1B2?PHPSESSID=77",
    "/old",
    "/circle/a",
    "/away",
    "/inward",
    "/noindex",
    "/noindex-header",
    "/nofollow",
    "/guides/3?color=red",
    "/copy-of-4",
    "/missing",
    "/gone",
    "/broken",
    "/cut-off",
    "/silent",
    "/trickle",
    "/stuck",
    "/busy",
    "/manual.pdf",
    "/archive.zip",
    "/picture.png",
    "/data.csv",
    "/notes.txt",
    "/huge",
    "/app",
    "/banner",
    "/cyrillic",
    "/japanese",
    "/refresh",
    "/packed",
    "/deep/1",
    "/nest/",
    "/private/account",
    "/private/open",
    "/guides/2?print",
    "/x.secret",
    "/based/page",
    "/questions",
    `${elsewhere}/from-link`,
    "mailto:help@northwind.example",
    "javascript:void(0)",
    "tel:+15005550006",
    "data:text/html,x",
    "http://[broken",
  ];
  add("/", page("Northwind", "Northwind makes tools for gardens, and says here how to look after them.", { links: traps }));
  add("/imprint", page("Imprint", "Northwind Tools is in Harbour Street 5, and its telephone is answered on weekdays."));
  add(
    "/guides",
    page("Guides", "All guides of Northwind, by the kind of tool that they are about.", {
      links: Array.from({ length: guides }, (_, index) => `/guides/${index + 1}`),
    }),
  );
  add("/loop/a", page("Loop A", "The first page of the loop leads to the second page.", { links: ["/loop/b"] }));
  add("/loop/b", page("Loop B", "The second page of the loop leads back to the first page.", { links: ["/loop/a"] }));
  for (let month = 1; month <= 40; month += 1)
    add(
      `/calendar/2026/${month}`,
      page(`Month ${month}`, `In month ${month} of the calendar there are ${month + 3} courses in the workshop.`, {
        links: [`/calendar/2026/${month + 1}`],
      }),
    );
  add(
    "/shop",
    page("Shop", "The shop sells spades, rakes and shears, and sends them within three days.", {
      links: ["/shop?sid=12345", "/shop?session_id=9"],
    }),
  );
  add("/old", { status: 301, headers: { location: "/older" } });
  add("/older", { status: 302, headers: { location: `${url}/moved-here` } });
  add("/moved-here", page("Moved", "This page was moved here twice, and says how shears are sharpened."));
  add("/circle/a", { status: 302, headers: { location: "/circle/b" } });
  add("/circle/b", { status: 302, headers: { location: "/circle/a" } });
  add("/away", { status: 302, headers: { location: `${elsewhere}/from-redirect` } });
  add("/inward", { status: 302, headers: { location: "http://169.254.169.254/latest/meta-data/" } });
  add(
    "/noindex",
    page("Not indexed", "These words are not to be indexed by anybody.", {
      head: '<meta name="robots" content="noindex">',
      links: ["/behind-noindex"],
    }),
  );
  add("/behind-noindex", page("Behind", "The page that is not indexed leads here, and this one is."));
  add("/noindex-header", { headers: { "x-robots-tag": "noindex" }, body: page("Header", "These words are not to be indexed either.") });
  add(
    "/nofollow",
    page("No follow", "A reader of this page follows none of its links.", {
      head: '<meta name="robots" content="nofollow">',
      links: ["/never-asked"],
    }),
  );
  add(
    "/guides/3?color=red",
    page("Guide 3 in red", "The red variant of the third guide.", { head: '<link rel="canonical" href="/guides/3">' }),
  );
  add("/copy-of-4", guide(4));
  add("/gone", { status: 410, body: "gone" });
  add("/broken", { status: 500, body: "error" });
  let busy = 0;
  add("/busy", () =>
    (busy += 1) === 1
      ? { status: 429, headers: { "retry-after": "0" } }
      : { body: page("Busy", "The page that was busy at first says when the workshop is open.") },
  );
  add("/manual.pdf", {
    headers: { "content-type": "application/pdf" },
    body: makePdf([["The mower's manual says to change the blade every spring."]]),
  });
  add("/archive.zip", { headers: { "content-type": "application/zip" }, body: "PK" });
  add("/data.csv", { headers: { "content-type": "text/csv" }, body: "tool,price\nspade,12.50\nrake,9.90\n" });
  add("/notes.txt", { headers: { "content-type": "text/plain" }, body: "The notes say that gloves are in the drawer." });
  add("/huge", `<html><body>${"<p>too much of it</p>".repeat(320_000)}</body></html>`);
  add("/app", '<html><head><title>App</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>');
  add(
    "/banner",
    '<html><head><title>Winter</title></head><body><div id="onetrust-consent-sdk"><p>We value your privacy and our 812 partners.</p></div><article><h1>Winter</h1><p>In winter the mower is emptied, cleaned and kept in a dry room until March.</p></article></body></html>',
  );
  add("/cyrillic", {
    headers: { "content-type": "text/html; charset=windows-1251" },
    body: Buffer.from("3c703ecbeeefe0f2e020f1f2eee8f220e4e2e5ede0e4f6e0f2fc20f0f3e1ebe5e92e3c2f703e", "hex"),
  });
  add("/japanese", {
    headers: { "content-type": "text/html" },
    body: Buffer.concat([
      Buffer.from('<html><head><meta charset="shift_jis"></head><body><p>'),
      Buffer.from("8e848dfd82cd96f18cdc8e9e82c58b7882dd82dc82b7", "hex"),
      Buffer.from("</p></body></html>"),
    ]),
  });
  add("/refresh", '<html><head><meta http-equiv="refresh" content="0; url=/refreshed"></head><body>Wait</body></html>');
  add("/refreshed", page("Refreshed", "The page that one is sent to says how to water roses."));
  add("/packed", {
    headers: { "content-encoding": "gzip" },
    body: gzipSync(page("Packed", "This page travels packed and says that hoses are drained in autumn.")),
  });
  for (let level = 1; level <= 12; level += 1)
    add(
      `/deep/${level}`,
      page(`Deep ${level}`, `Level ${level} of the deep pages says to dig ${level} times.`, { links: [`/deep/${level + 1}`] }),
    );
  for (const path of ["/nest/", "/nest/nest/", "/nest/nest/nest/", "/nest/nest/nest/nest/"])
    add(path, page(`Nest ${path.length}`, `The nest of ${path.length} letters leads into itself once more.`, { links: ["nest/"] }));
  add("/private/account", page("Account", "Nobody may read this."));
  add("/private/open", page("Open", "This page of the private part is open to everybody."));
  add("/guides/2?print", guide(2));
  add("/x.secret", page("Secret", "Nobody may read this either."));
  add(
    "/based/page",
    page("Based", "The links of this page are relative to another address.", { head: '<base href="/other/">', links: ["based-on"] }),
  );
  add("/other/based-on", page("Based on", "The page that is relative to a base says how deep tulips are planted."));
  add(
    "/questions",
    "<html><head><title>Questions</title></head><body><nav>Menu words</nav><main><section><h2>Do you deliver?</h2><div>Yes.</div></section><section><h2>Can I pay by invoice?</h2><div>Firms can.</div></section></main></body></html>",
  );
  site.before = async ({ url }, response) => {
    if (url === "/cut-off") response.destroy();
    if (!unending.has(url ?? "")) return;
    if (url !== "/silent") response.writeHead(200, { "content-type": "text/html" }).write("<p>It begins");
    const trickle = url === "/trickle" ? setInterval(() => response.write("."), 100) : undefined;
    await once(response, "close");
    clearInterval(trickle);
  };
  return site;
}
