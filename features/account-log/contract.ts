import { z } from "zod";

/** What an account log tells of, as sentences that stand alone. */
const sentences = {
  sign_in: "Signed in",
  sign_in_failed: "Sign-in failed: wrong password",
  sign_out: "Signed out",
  session_ended: "Session ended",
  reset_asked: "A link for a new password was requested",
  password_reset: "New password chosen by a link",
  password_changed: "Password changed",
  address_confirmed: "Email address confirmed",
  address_changed: "Email address changed",
  google_connected: "Google connected",
  google_disconnected: "Google disconnected",
  account_closed: "Account closed",
  account_restored: "Account restored",
  api_key_first_used: "API key used for the first time",
  factor_added: "Second factor added",
  factor_removed: "Second factor removed",
  factor_reset: "Second factor removed by the operator",
  recovery_codes_made: "New recovery codes",
  recovery_code_used: "A recovery code was used to sign in",
  second_factor_failed: "Sign-in failed: wrong second factor",
} as const;

type Kind = keyof typeof sentences;

/** How long an event is kept. */
export const retentionDays = 180;

/**
 * One event. Failed sign-ins, wrong second factors and links that were asked for are counted: `count` of them from one network between
 * `created_at` and `last_at`, and `ip_address` is that network.
 */
export const AccountEvent = z.object({
  id: z.string(),
  kind: z.enum(Object.keys(sentences) as [Kind, ...Kind[]]),
  created_at: z.string(),
  last_at: z.string(),
  count: z.number(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  /** What it concerns: the way in, an API key, the old and the new address, or the session that ended. */
  details: z.object({
    by: z.string().optional(),
    name: z.string().optional(),
    hint: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    ended_ip_address: z.string().optional(),
    ended_user_agent: z.string().optional(),
  }),
});
export type AccountEvent = z.output<typeof AccountEvent>;

/** "Signed in", "Sign-in failed: wrong password, 12 times", "API key “Importer” used for the first time". */
export function sayEvent(event: AccountEvent): string {
  const { key, values } = eventSentence(event);
  return key.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
}

/** The same as its key and values, from which another language is made. */
export function eventSentence({ kind, count, details }: AccountEvent): { key: string; values: (string | number)[] } {
  if (kind === "sign_in" && details.by === "sign_up_email") return { key: "Account created", values: [] };
  if (kind === "sign_in" && details.by === "callback_google") return { key: "Signed in with Google", values: [] };
  if (kind === "sign_in" && details.by === "sign_in_passkey") return { key: "Signed in with a passkey", values: [] };
  if (kind === "factor_added" && details.name) return { key: "Second factor “{0}” added", values: [details.name] };
  if (kind === "factor_removed" && details.name) return { key: "Second factor “{0}” removed", values: [details.name] };
  if (kind === "factor_reset" && details.name) return { key: "Second factor “{0}” removed by the operator", values: [details.name] };
  if (kind === "api_key_first_used" && details.name) return { key: "API key “{0}” used for the first time", values: [details.name] };
  if (kind === "address_changed" && details.from && details.to)
    return { key: "Email address changed from {0} to {1}", values: [details.from, details.to] };
  return count > 1 ? { key: `${sentences[kind]}, {0} times`, values: [count] } : { key: sentences[kind], values: [] };
}
