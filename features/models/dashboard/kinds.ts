import type { ProviderKind } from "../contract.ts";
import { t } from "./messages.ts";

/** How each kind of provider is called, and where it is asked unless somebody says otherwise. */
export const kinds: Record<ProviderKind, { label: string; hint?: string; address: string }> = {
  openai: { label: t("kinds.openai"), address: "https://api.openai.com/v1" },
  anthropic: { label: t("kinds.anthropic"), address: "https://api.anthropic.com/v1" },
  google: { label: t("kinds.google"), address: "https://generativelanguage.googleapis.com/v1beta" },
  compatible: { label: t("kinds.compatible"), hint: t("kinds.compatibleHint"), address: "" },
};
