import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { sayDate } from "#platform/say-date.ts";
import { say } from "#platform/sentence.ts";

type Wanted = { organization: string; from: string; keys: readonly string[]; url: string };

/** To a member without a second factor. */
export const factorWantedMail = (to: string, { organization, from, keys, url }: Wanted): Message =>
  composeMail({
    to,
    subject: "A second factor will be asked for",
    sentences: [
      say`From ${sayDate(from)} on ${organization} lets members in only with a second factor, and your account has none yet. Your other organizations stay as they are.`,
      ...(keys.length > 0 ? [say`Your API keys there pause on that day until you have one: ${keys.join(", ")}.`] : []),
      "Add an authenticator app or a passkey in your profile. It takes a minute.",
    ],
    link: { label: "Go to your profile", url },
  });
