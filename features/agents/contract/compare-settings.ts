import { settingNames, type AgentSettings, type SettingName } from "./settings.ts";

/** The settings that differ, in the order in which they are shown. The one place that says what counts as a change. */
export const changedSettings = (before: AgentSettings, after: AgentSettings): SettingName[] =>
  settingNames.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

/** Of settings, some. */
export const pickSettings = (settings: AgentSettings, names: readonly SettingName[]): Partial<AgentSettings> =>
  Object.fromEntries(names.map((name) => [name, settings[name]]));
