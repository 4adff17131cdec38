import { z } from "zod";

const Instructions = z.string().trim().max(20_000, "Instructions have at most 20,000 characters.");
const Greeting = z.string().trim().max(500, "A greeting has at most 500 characters.");
const ModelName = z
  .string()
  .trim()
  .min(1, "Name a model, or leave it to the installation.")
  .max(200, "A model's name has at most 200 characters.");
const Temperature = z.number("Enter a number from 0 to 2.").min(0, "Enter a number from 0 to 2.").max(2, "Enter a number from 0 to 2.");

const ProviderId = z.string().max(60).nullable();
const Fallback = z.object({
  provider_id: ProviderId,
  model_name: ModelName,
  after_seconds: z
    .number("Enter a number from 1 to 60.")
    .int("Enter a whole number from 1 to 60.")
    .min(1, "Enter a number from 1 to 60.")
    .max(60, "Enter a number from 1 to 60.")
    .describe("How long the first word of the agent's own model is waited for."),
});

/** What a version of an agent holds: all of it but its name and the websites on which it answers. */
export const settingFields = {
  instructions: Instructions,
  greeting: Greeting,
  model_name: ModelName.nullable().describe("Null: the installation's own model, or the built-in answerer where there is none."),
  model_provider_id: ProviderId.describe("Whose model it is, of the organization's providers; null: the installation's."),
  fallback: Fallback.nullable().describe("The model that answers where the agent's own fails or is slow; null: none."),
  temperature: Temperature.nullable(),
  hands_over: z.boolean().describe("Whether its visitors can ask for a person of the team."),
};

/** Fields that are left out stay as they are. */
export const ChangeSettings = z.object(settingFields).partial();
export type ChangeSettings = z.input<typeof ChangeSettings>;

export const AgentSettings = z.object(settingFields);
export type AgentSettings = z.output<typeof AgentSettings>;

/** Those of a new agent, and what a version has of fields that came after it. */
export const initialSettings: AgentSettings = {
  instructions: "",
  greeting: "Hello. How can I help?",
  model_name: null,
  model_provider_id: null,
  fallback: null,
  temperature: null,
  hands_over: true,
};

export type SettingName = keyof AgentSettings;

/** In the order in which they are shown. */
export const settingNames = Object.keys(settingFields) as SettingName[];
