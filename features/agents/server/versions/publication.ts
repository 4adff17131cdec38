import { changedFields } from "#access/changed-fields.ts";
import { valueOf, type Told } from "#access/says.ts";
import { changedSettings, pickSettings } from "../../contract/compare-settings.ts";
import type { AgentRow } from "../find-agent.ts";
import { settingsOf } from "./settings-of.ts";

/** The audit record of a version that is published: the settings that changed with it, and its number. */
export function publication(before: AgentRow, after: AgentRow) {
  const names = changedSettings(settingsOf(before), settingsOf(after));
  return {
    target: { type: "agent", id: after.id, label: after.name },
    before: { ...pickSettings(before, names), published_version: before.published_version },
    after: { ...pickSettings(after, names), published_version: after.published_version },
  };
}

/** `: greeting and instructions`, what a publication changed. */
export function settingsTold({ before, after }: Pick<Told, "before" | "after">): string {
  const names = changedFields(before, after).filter((name) => name !== "published_version");
  return names.length === 0 ? "" : `: ${list.format(names.map((name) => name.replaceAll("_", " ")))}`;
}

/** `version 3`, as an entry has its number. */
export function versionOf(entry: Told, field: string): string {
  const number = valueOf(entry, field);
  return number === null ? "a version" : `version ${number}`;
}

const list = new Intl.ListFormat("en-GB");
