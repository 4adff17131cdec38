import nodemailer from "nodemailer";
import type { Env } from "../env.ts";
import { isForThisMachine } from "../http/hosts.ts";
import { openOutbox, type Outbox } from "../outbox/outbox.ts";
import type { Mail, Message } from "./mail.ts";

/** Mail that stays on this machine. */
export type Mailbox = Mail & { mode: "mailbox"; list: Outbox<Message>["list"] };

/**
 * Whether mail goes to the local mailbox: no SMTP server, and nobody but this machine can ask for it. RATE_LIMIT=off
 * and open sign-up by default hold under the same condition.
 */
export function hasMailbox(env: Env): boolean {
  return !env.smtpUrl && isForThisMachine(env);
}

export function openMail(env: Env): Mail | Mailbox {
  if (env.smtpUrl) return bySmtp(env.smtpUrl, env.mailFrom, env.smtpRequiresTls);
  if (hasMailbox(env)) return toMailbox(env.dataDir);
  return { mode: "none", send: async () => {}, close: async () => {} };
}

/** All mail of ours is written by no person, and asks for no automatic answer: not of holidays, nor that it arrived. */
const automatic = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };

function bySmtp(address: string, from: string, requiresTls: boolean): Mail {
  const url = new URL(address);
  // Wins over whatever the address itself says of TLS.
  if (requiresTls) url.searchParams.set("requireTLS", "true");
  const transport = nodemailer.createTransport(url.href);
  return {
    mode: "smtp",
    async send(message) {
      await transport.sendMail({ from, headers: automatic, ...message });
    },
    async close() {
      transport.close();
    },
  };
}

function toMailbox(dataDir: string): Mailbox {
  const { add, list } = openOutbox<Message>(dataDir, "mailbox");
  return { mode: "mailbox", send: add, list, async close() {} };
}
