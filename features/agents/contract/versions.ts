import { z } from "zod";
import { AgentSettings } from "./settings.ts";

/** What is published of an agent at once. */
export const AgentVersion = z.object({
  id: z.string(),
  agent_id: z.string(),
  number: z.number(),
  note: z.string().nullable(),
  restores: z.number().nullable().describe("The earlier version that this one brought back."),
  published_by: z.string().nullable(),
  published_by_label: z.string(),
  published_at: z.string(),
  settings: AgentSettings,
});
export type AgentVersion = z.output<typeof AgentVersion>;

/** The settings that are not published yet. */
export const AgentDraft = z.object({
  agent_id: z.string(),
  settings: AgentSettings.describe("All of them: those that were changed, and the published ones."),
  changed: z.array(z.string()).describe("The fields that differ from the published version."),
  version: z.number().describe("For `If-Match`; 0 before the first change."),
  updated_by_label: z.string().nullable(),
  updated_at: z.string().nullable(),
});
export type AgentDraft = z.output<typeof AgentDraft>;

export const PublishDraft = z.object({
  note: z
    .string()
    .trim()
    .max(500, "A note has at most 500 characters.")
    .transform((note) => note || null)
    .nullish()
    .describe("What is new, for the team."),
});
export type PublishDraft = z.input<typeof PublishDraft>;

export const RollBack = z.object({
  version: z
    .int()
    .positive()
    .max(1_000_000_000, "There is no such version.")
    .describe("The number of the version that is to answer again."),
});
