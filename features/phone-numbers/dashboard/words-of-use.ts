import type { PhoneNumber } from "../contract.ts";
import { t } from "./messages.ts";

/** What a number can be for: its word, and what follows from it. */
export const wordsOfUse: Record<PhoneNumber["use"][number], { label: string; hint: string }> = {
  contact: { label: t("wordsOfUse.contact"), hint: t("wordsOfUse.contactHint") },
  sms: { label: t("wordsOfUse.sms"), hint: t("wordsOfUse.smsHint") },
  voice: { label: t("wordsOfUse.voice"), hint: t("wordsOfUse.voiceHint") },
};
