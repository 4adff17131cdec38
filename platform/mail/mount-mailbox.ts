import { raw } from "hono/html";
import type { Env } from "../env.ts";
import type { App } from "../http/app.ts";
import { mountOutbox } from "../outbox/mount-outbox.ts";
import type { Mail } from "./mail.ts";
import type { Mailbox } from "./open.ts";

/** `/dev/mailbox`: what would have been mailed. */
export function mountMailbox(app: App, env: Env, mail: Mail): void {
  if (!isMailbox(mail)) return;
  mountOutbox(app, env, {
    path: "/dev/mailbox",
    title: "Mailbox",
    sentence: "Mail goes here because no SMTP server is configured.",
    list: mail.list,
    draw: ({ subject, to, html }) => ({ head: subject, to, body: raw(html) }),
  });
}

function isMailbox(mail: Mail): mail is Mailbox {
  return mail.mode === "mailbox" && "list" in mail;
}
