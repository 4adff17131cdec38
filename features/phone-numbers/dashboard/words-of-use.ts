import type { PhoneNumber } from "../contract.ts";

/** What a number can be for: its word, and what follows from it. */
export const wordsOfUse: Record<PhoneNumber["use"][number], { label: string; hint: string }> = {
  contact: { label: "Contact", hint: "Visitors are shown it where an agent has no answer, if it is the primary number." },
  sms: { label: "SMS", hint: "It can be the default sender of text messages." },
  voice: { label: "Voice", hint: "It takes and makes calls." },
};
