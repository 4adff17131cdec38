import { language } from "#browser/catalog.ts";
import { toolText } from "#features/tools/dashboard/tool-text.ts";
import type { WidgetPosition, WidgetTheme } from "../../contract/appearance.ts";
import { languageCodes, type AgentLanguage, type AgentSettings, type SettingName, type Tone } from "../../contract/settings.ts";
import { t } from "../messages.ts";

/** What the settings are called. */
export const settingLabels: Record<SettingName, string> = {
  instructions: t("setting.instructions"),
  greeting: t("setting.greeting"),
  model_name: t("setting.model"),
  model_provider_id: t("setting.modelProvider"),
  fallback: t("setting.fallback"),
  temperature: t("setting.temperature"),
  tone: t("setting.tone"),
  languages: t("setting.languages"),
  greetings: t("setting.greetings"),
  helps_with: t("setting.helpsWith"),
  suggested_questions: t("setting.suggestedQuestions"),
  source_ids: t("setting.sources"),
  tools: t("setting.tools"),
  hands_over: t("setting.handsOver"),
  hands_over_after: t("setting.handsOverAfter"),
  hands_over_words: t("setting.handsOverWords"),
  summarizes_closed: t("setting.summarizesClosed"),
  color: t("setting.color"),
  color_dark: t("setting.colorDark"),
  theme: t("setting.theme"),
  position: t("setting.position"),
  offset_side: t("setting.offsetSide"),
  offset_bottom: t("setting.offsetBottom"),
  launcher_text: t("setting.launcherText"),
};

export const themeLabels: Record<WidgetTheme, string> = {
  light: t("setting.light"),
  dark: t("setting.dark"),
  page: t("setting.asPage"),
};

export const positionLabels: Record<WidgetPosition, string> = { right: t("setting.right"), left: t("setting.left") };

export const toneLabels: Record<Tone, string> = {
  neutral: t("setting.neutral"),
  friendly: t("setting.friendly"),
  formal: t("setting.formal"),
  brief: t("setting.brief"),
};

const names = new Intl.DisplayNames(language, { type: "language" });
export const languageName = (code: AgentLanguage) => names.of(code) ?? code;

/** A setting as one reads it, for the comparison of two versions. */
export function settingText(name: SettingName, settings: AgentSettings): string {
  if (name === "model_name") return settings.model_name ?? t("setting.installationDefault");
  if (name === "model_provider_id")
    return settings.model_provider_id === null ? t("setting.installationProvider") : t("setting.ownProvider");
  if (name === "fallback")
    return settings.fallback === null
      ? t("setting.noFallback")
      : t("setting.fallbackAfter", { model: settings.fallback.model_name, seconds: settings.fallback.after_seconds });
  if (name === "temperature") return settings.temperature === null ? t("setting.ofModel") : String(settings.temperature);
  if (name === "tone") return toneLabels[settings.tone];
  if (name === "languages")
    return settings.languages.length === 0 ? t("setting.anyLanguage") : settings.languages.map(languageName).join(", ");
  if (name === "greetings")
    return languageCodes
      .flatMap((code) => (settings.greetings[code] ? `${languageName(code)}: ${settings.greetings[code]}` : []))
      .join("\n");
  if (name === "suggested_questions") return settings.suggested_questions.join("\n");
  if (name === "source_ids")
    return settings.source_ids === null ? t("setting.allSources") : t("setting.sourceCount", { count: settings.source_ids.length });
  if (name === "tools") return settings.tools.map(toolText).join("\n\n");
  if (name === "hands_over" || name === "summarizes_closed") return settings[name] ? t("setting.yes") : t("setting.no");
  if (name === "hands_over_after")
    return settings.hands_over_after === null ? t("setting.never") : t("setting.afterUnanswered", { count: settings.hands_over_after });
  if (name === "hands_over_words") return settings.hands_over_words.join("\n");
  if (name === "color") return settings.color ?? t("setting.standardColor");
  if (name === "color_dark") return settings.color_dark ?? t("setting.likeLight");
  if (name === "theme") return themeLabels[settings.theme];
  if (name === "position") return positionLabels[settings.position];
  if (name === "offset_side" || name === "offset_bottom")
    return settings[name] === null ? t("setting.standardOffset") : t("setting.px", { px: settings[name] });
  return settings[name];
}
