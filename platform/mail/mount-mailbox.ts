import { html, raw } from "hono/html";
import type { Env } from "../env.ts";
import type { App, HttpContext } from "../http/app.ts";
import type { Mail } from "./mail.ts";
import type { Mailbox, StoredMessage } from "./open.ts";

/** `/dev/mailbox`: what would have been mailed, for whoever sits at this machine. As JSON with `?format=json`. */
export function mountMailbox(app: App, env: Env, mail: Mail): void {
  if (!isMailbox(mail)) return;
  app.get("/dev/mailbox", async (c) => {
    if (!isDirect(c, env)) return c.notFound();
    const messages = await mail.list();
    if (c.req.query("format") === "json") return c.json(messages);
    return c.html(page(messages));
  });
}

function isMailbox(mail: Mail): mail is Mailbox {
  return mail.mode === "mailbox" && "list" in mail;
}

/** A proxy in front, or another name, means that somebody else may be asking. */
function isDirect(c: HttpContext, env: Env): boolean {
  const forwarded = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"].some((name) => c.req.header(name));
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  return !forwarded && host === new URL(env.appUrl).host;
}

function page(messages: StoredMessage[]) {
  const items = messages.map(
    (message) =>
      html`<article>
        <h2>${message.subject}</h2>
        <p>To ${message.to}, <time datetime="${message.sent_at}">${message.sent_at.replace("T", " ").slice(0, 19)} UTC</time></p>
        <div>${raw(message.html)}</div>
      </article>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Mailbox</title>
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
        <h1>Mailbox</h1>
        <p>Mail goes here because no SMTP server is configured. Only this machine can read it.</p>
        ${items.length > 0 ? items : html`<p>Nothing has been sent yet.</p>`}
      </body>
    </html>`;
}
