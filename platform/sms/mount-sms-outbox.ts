import { html } from "hono/html";
import type { Env } from "../env.ts";
import type { App } from "../http/app.ts";
import { mountOutbox } from "../outbox/mount-outbox.ts";
import type { SmsOutbox } from "./open.ts";
import type { Sms } from "./sms.ts";

/** `/dev/sms`: what would have been sent as a text. */
export function mountSmsOutbox(app: App, env: Env, sms: Sms): void {
  if (!isOutbox(sms)) return;
  mountOutbox(app, env, {
    path: "/dev/sms",
    title: "Text messages",
    sentence: "Texts go here because no SMS provider is configured.",
    list: sms.list,
    draw: ({ to, from, text }) => ({ head: from ? `From ${from}` : "Text message", to, body: html`${text}` }),
  });
}

function isOutbox(sms: Sms): sms is SmsOutbox {
  return sms.mode === "outbox" && "list" in sms;
}
