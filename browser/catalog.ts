import { createTranslator } from "use-intl/core";
import type { Language } from "#features/identity/contract.ts";

/** The language that the pages are in, which is fixed when they are built: the build of another one says its own here. */
export const language: Language = "en";
/** What dates are written as. */
export const languageOfDates = ({ en: "en-GB", de: "de-DE" } as const)[language];

/**
 * The words of one folder: its `messages.ts` says `export const t = catalog({ … })`, and its pages say `t("invite.title")`,
 * `t("invite.sent", { count })`, or `t.rich("invite.help", { docs: (text) => <Link …>{text}</Link> })`. A message is written
 * in ICU's syntax; its key and its values are checked by the compiler.
 */
export function catalog<const Messages extends Nested>(messages: Messages): Catalog<Messages> {
  return createTranslator<Messages>({ locale: language, messages });
}

/**
 * What a `messages.de.ts` beside a `messages.ts` holds: a sentence for each key of it, no more and no fewer. That the values
 * and tags are the same is seen to by the test of the build, which can read them.
 */
export type Translation<English extends { readonly english?: unknown }> = InWords<NonNullable<English["english"]>>;

type InWords<Messages> = { readonly [Key in keyof Messages]: Messages[Key] extends string ? string : InWords<Messages[Key]> };
type Catalog<Messages extends Nested> = ReturnType<typeof createTranslator<Messages>> & { readonly english?: Messages };
type Nested = { readonly [key: string]: string | Nested };
