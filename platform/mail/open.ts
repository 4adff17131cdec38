import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import type { Env } from "../env.ts";
import { isLoopback } from "../http/hosts.ts";
import type { Mail, Message } from "./mail.ts";

export type StoredMessage = Message & { sent_at: string };
/** Mail that stays on this machine, newest first. */
export type Mailbox = Mail & { mode: "mailbox"; list(): Promise<StoredMessage[]> };

/**
 * Whether mail goes to the local mailbox: no SMTP server, and nobody but this machine can ask for it. RATE_LIMIT=off
 * and open sign-up by default hold under the same condition.
 */
export function hasMailbox(env: Env): boolean {
  return !env.smtpUrl && isLoopback(env.host) && isLoopback(new URL(env.appUrl).hostname);
}

export function openMail(env: Env): Mail | Mailbox {
  if (env.smtpUrl) return bySmtp(env.smtpUrl, env.mailFrom);
  if (hasMailbox(env)) return toMailbox(env.dataDir);
  return { mode: "none", send: async () => {}, close: async () => {} };
}

function bySmtp(url: string, from: string): Mail {
  const transport = nodemailer.createTransport(url);
  return {
    mode: "smtp",
    async send(message) {
      await transport.sendMail({ from, ...message });
    },
    async close() {
      transport.close();
    },
  };
}

/** One JSON line a message in DATA_DIR, so that a restart keeps them. */
function toMailbox(dataDir: string): Mailbox {
  const path = join(dataDir, "mailbox.jsonl");
  return {
    mode: "mailbox",
    async send(message) {
      await mkdir(dataDir, { recursive: true });
      await appendFile(path, `${JSON.stringify({ ...message, sent_at: new Date().toISOString() })}\n`, { mode: 0o600 });
    },
    async list() {
      const text = await readFile(path, "utf8").catch(() => "");
      const lines = text.split("\n").filter((line) => line !== "");
      return lines.map((line) => JSON.parse(line) as StoredMessage).toReversed();
    },
    async close() {},
  };
}
