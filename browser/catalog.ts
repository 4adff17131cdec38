import { createTranslator } from "use-intl/core";

/** The language that the pages are in, and what their dates are written as. */
export const language = "en";
export const languageOfDates = "en-GB";

/**
 * The words of one folder: its `messages.ts` says `export const t = catalog({ … })`, and its pages say `t("invite.title")`,
 * `t("invite.sent", { count })`, or `t.rich("invite.help", { docs: (text) => <Link …>{text}</Link> })`. A message is written
 * in ICU's syntax; its key and its values are checked by the compiler.
 */
export function catalog<const Messages extends Nested>(messages: Messages) {
  return createTranslator<Messages>({ locale: language, messages });
}

type Nested = { readonly [key: string]: string | Nested };
