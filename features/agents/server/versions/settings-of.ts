import { AgentSettings, ChangeSettings, initialSettings } from "../../contract/settings.ts";

/** The settings of a version as it was stored. */
export const settingsOf = (stored: unknown): AgentSettings => AgentSettings.parse({ ...initialSettings, ...ChangeSettings.parse(stored) });
