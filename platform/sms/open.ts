import type { Env } from "../env.ts";
import { isForThisMachine } from "../http/hosts.ts";
import { openOutbox, type Outbox } from "../outbox/outbox.ts";
import { SmsRefused, type Sms, type SmsMessage } from "./sms.ts";
import { openTwilio } from "./twilio.ts";

/** Texts that stay on this machine. */
export type SmsOutbox = Sms & { mode: "outbox"; list: Outbox<SmsMessage>["list"] };

export function openSms(env: Env): Sms | SmsOutbox {
  if (env.twilio) return openTwilio(env.twilio);
  if (isForThisMachine(env)) return toOutbox(env.dataDir);
  return {
    mode: "none",
    async send() {
      throw new SmsRefused("provider", "No SMS provider is configured.");
    },
  };
}

function toOutbox(dataDir: string): SmsOutbox {
  const { add, list } = openOutbox<SmsMessage>(dataDir, "sms");
  return { mode: "outbox", send: add, list };
}
