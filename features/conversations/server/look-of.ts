import type { Appearance } from "#features/agents/contract/appearance.ts";
import { nearestReadable, textOn } from "#features/agents/contract/contrast.ts";
import type { AgentLanguage } from "#features/agents/contract/settings.ts";
import type { WidgetLook } from "../contract.ts";
import { launcherWordsIn } from "./launcher-words.ts";

/** How an agent's published version looks to its widgets, and in which language their button speaks. */
export function lookOf(
  { color, color_dark, theme, position, offset_side, offset_bottom, launcher_text }: Appearance,
  language: AgentLanguage,
): WidgetLook {
  const style: string[] = [];
  if (color !== null || color_dark !== null) {
    const light = color ?? nearestReadable(color_dark!, "light");
    const dark = color_dark ?? nearestReadable(light, "dark");
    style.push(`--accent: light-dark(${light}, ${dark})`, `--on-accent: light-dark(${textOn(light)}, ${textOn(dark)})`);
  }
  if (offset_side !== null) style.push(`--side: ${offset_side}px`);
  if (offset_bottom !== null) style.push(`--rise: ${offset_bottom}px`);
  return { theme, position, launcher_text, style: style.join("; "), language, launcher_words: launcherWordsIn(language) };
}
