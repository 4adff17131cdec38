import { t } from "./messages.ts";
const unconfirmed = t("failureSentence.unconfirmed");

const sentences: Record<string, string> = {
  access_denied: t("failureSentence.accessDenied"),
  account_already_linked_to_different_user: t("failureSentence.linkedElsewhere"),
  account_not_linked: unconfirmed,
  email_does_not_match: t("failureSentence.otherEmail"),
  sign_up_closed: t("failureSentence.signUpClosed"),
  signup_disabled: t("failureSentence.signUpClosed"),
  unable_to_link_account: unconfirmed,
};

/** What went wrong on the way back from Google, by the code in the address. */
export function failureSentence(code: string): string {
  return sentences[code.toLowerCase()] ?? t("failureSentence.failed");
}
