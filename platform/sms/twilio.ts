import { z } from "zod";
import type { Env } from "../env.ts";
import { SmsRefused, type Sms } from "./sms.ts";

const timeoutMs = 10_000;

/** Twilio's Messages resource: one request a text, so its own library with its six packages is left out. */
export function openTwilio({ accountSid, authToken, from: ownSender, baseUrl }: NonNullable<Env["twilio"]>): Sms {
  const address = `${baseUrl}/2010-04-01/Accounts/${accountSid}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  return {
    mode: "twilio",
    async send({ to, from, text }) {
      const sender = from ?? ownSender;
      const body = new URLSearchParams({ To: to, Body: text, [sender.startsWith("MG") ? "MessagingServiceSid" : "From"]: sender });
      const response = await fetch(address, {
        method: "POST",
        headers: { authorization },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => {
        throw new SmsRefused("provider", "Twilio cannot be reached.", { cause: error });
      });
      const answer: unknown = await response.json().catch(() => null);
      if (!response.ok) throw asRefusal(response.status, answer);
    },
  };
}

const TwilioError = z.object({ code: z.number(), message: z.string() });

/** https://www.twilio.com/docs/api/errors: numbers that Twilio does not send from, and those that it does not send to. */
const senderCodes: readonly number[] = [21212, 21603, 21606, 21612, 21659, 21660, 21661];
const recipientCodes: readonly number[] = [21211, 21214, 21217, 21265, 21408, 21610, 21614, 21635];

function asRefusal(status: number, answer: unknown): SmsRefused {
  const { data: error } = TwilioError.safeParse(answer);
  if (!error) return new SmsRefused("provider", `Twilio answered ${status}.`);
  const reason = senderCodes.includes(error.code) ? "sender" : recipientCodes.includes(error.code) ? "recipient" : "provider";
  return new SmsRefused(reason, `Twilio answered ${status}, code ${error.code}: ${error.message}`);
}
