import type { AskedForPerson } from "#features/conversations/contract/handover.ts";
import { spoken } from "../languages/spoken.ts";
import { laterWords as words } from "../words.ts";

/** When the team is there again, and how the answer comes to a visitor who leaves. */
export function whatToExpect(asked: AskedForPerson | null | undefined): string {
  if (!asked) return "";
  const opens = asked.opens_at && new Date(asked.opens_at);
  const time =
    opens && opens.toLocaleString(spoken.code, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  const how = { yes: words.byMail, no: time ? words.lookAgainThen : words.lookAgain, needs_address: "" }[asked.by_mail ?? "needs_address"];
  return [time && words.opens(time), how].filter(Boolean).join(" ");
}
