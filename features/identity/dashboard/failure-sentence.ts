const unconfirmed =
  "There is an account with this address, but the address was never confirmed. Sign in with its password and confirm the address, then connect Google in your profile.";

const sentences: Record<string, string> = {
  access_denied: "Google was not allowed to tell us who you are. Try again, or use your password.",
  account_already_linked_to_different_user: "This Google account belongs to another account here. Choose another one.",
  account_not_linked: unconfirmed,
  email_does_not_match: "The address of this Google account differs from yours here. Choose the one with the same address.",
  sign_up_closed: "New accounts are by invitation only. Ask a member to invite you.",
  signup_disabled: "New accounts are by invitation only. Ask a member to invite you.",
  unable_to_link_account: unconfirmed,
};

/** What went wrong on the way back from Google, by the code in the address. */
export function failureSentence(code: string): string {
  return sentences[code.toLowerCase()] ?? "Google could not sign you in. Try again, or use your password.";
}
