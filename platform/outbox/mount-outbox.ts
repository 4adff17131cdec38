import { html } from "hono/html";
import type { Env } from "../env.ts";
import type { App, HttpContext } from "../http/app.ts";
import { isFromHere } from "../http/forwarding.ts";
import type { Outbox } from "./outbox.ts";

/** What `html` makes, with everything put into it escaped. */
type Html = ReturnType<typeof html>;

type OutboxPage<Item> = {
  path: `/dev/${string}`;
  title: string;
  /** Why things are here and did not go out. */
  sentence: string;
  list: Outbox<Item>["list"];
  /** One item: what is below its head, and its head. */
  draw(item: Item): { head: string; to: string; body: Html };
};

/** A page of what would have been sent, for the person at this machine. As JSON with `?format=json`. */
export function mountOutbox<Item>(app: App, env: Env, { path, title, sentence, list, draw }: OutboxPage<Item>): void {
  app.get(path, async (c) => {
    if (!isFromHere(c) || hostOf(c) !== new URL(env.appUrl).host) return c.notFound();
    const items = await list();
    if (c.req.query("format") === "json") return c.json(items);
    const articles = items.map((item) => {
      const { head, to, body } = draw(item);
      return html`<article>
        <h2>${head}</h2>
        <p>To ${to}, <time datetime="${item.sent_at}">${item.sent_at.replace("T", " ").slice(0, 19)} UTC</time></p>
        <div>${body}</div>
      </article>`;
    });
    return c.html(page(title, sentence, articles), 200, { "Content-Security-Policy": policy, "Cache-Control": "no-store" });
  });
}

const hostOf = (c: HttpContext) => c.req.header("host") ?? new URL(c.req.url).host;

/** What was sent brings styles of its own, and nothing else. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function page(title: string, sentence: string, articles: Html[]): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          body {
            font:
              14px/20px system-ui,
              sans-serif;
            max-width: 720px;
            margin: 32px auto;
            padding: 0 16px;
            color-scheme: light dark;
            overflow-wrap: anywhere;
          }
          article {
            border: 1px solid #8885;
            border-radius: 12px;
            padding: 16px;
            margin: 16px 0;
          }
          h2 {
            font-size: 16px;
            margin: 0;
          }
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <p>${sentence} Only this machine can see this page.</p>
        ${articles.length > 0 ? articles : html`<p>Nothing has been sent yet.</p>`}
      </body>
    </html>`;
}
