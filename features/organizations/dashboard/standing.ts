import type { Organization } from "#features/organizations/contract.ts";
import { formatDate } from "#browser/ui/format.ts";

/** What the status of an organization means for those who work in it, and whom to ask; nothing to say while it is active. */
export function standingOf({ status, role, suspends_at, purge_at }: Organization): string {
  if (status === "past_due")
    return `Everything works${suspends_at ? ` until ${formatDate(suspends_at)}` : ""}. Then it is read-only until the payment is made.`;
  if (status === "suspended") {
    const ask = role === "owner" ? "Ask the operator of this installation." : "An Owner can ask the operator of this installation.";
    return `It is read-only, and its agents do not answer. ${ask}`;
  }
  if (status === "deleting")
    return `It is read-only${purge_at ? `, and is deleted for good on ${formatDate(purge_at)}` : ""}. Until then any Owner can restore it.`;
  return "Everything works.";
}

/** A reason as somebody wrote it, with the full stop that they may have left out. */
export const asSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
