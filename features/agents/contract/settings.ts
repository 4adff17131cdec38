import { z } from "zod";
import { ToolSettings } from "#features/tools/contract.ts";
import { appearanceFields, initialAppearance } from "./appearance.ts";

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
const Line = (max: number, what: string) => z.string().trim().max(max, `${what} has at most ${max} characters.`);

/** In which an agent can be greeted, and be held to. */
export const languageCodes = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "tr", "ar", "he", "zh", "ja"] as const;
const Language = z.enum(languageCodes, "Choose a language of the list.");
export type AgentLanguage = z.output<typeof Language>;

export const Tone = z.enum(["neutral", "friendly", "formal", "brief"]);
export type Tone = z.output<typeof Tone>;

export const suggestedMax = 6;
export const handOverWordsMax = 20;

/** What a version of an agent holds: all of it but its name and the websites on which it answers. */
export const settingFields = {
  instructions: Instructions,
  greeting: Greeting,
  model_name: ModelName.nullable().describe("Null: the installation's own model, or the built-in answerer where there is none."),
  model_provider_id: ProviderId.describe("Whose model it is, of the organization's providers; null: the installation's."),
  fallback: Fallback.nullable().describe("The model that answers where the agent's own fails or is slow; null: none."),
  temperature: Temperature.nullable(),
  tone: Tone.describe("How a model writes; the built-in answerer quotes."),
  languages: z
    .array(Language)
    .overwrite((codes) => [...new Set(codes)])
    .describe("Those that it speaks, as ISO 639 codes: to a question in another it speaks the first. Empty: that of the question."),
  greetings: z
    .partialRecord(Language, Greeting)
    .overwrite((all) => Object.fromEntries(Object.entries(all).filter(([, text]) => text !== "")))
    .describe("What it says first to visitors whose page or browser asks for these languages; to others it says `greeting`."),
  helps_with: Line(300, "What it can help with").describe("Said where it has no answer, in place of titles of documents."),
  suggested_questions: z
    .array(Line(120, "A question"))
    .overwrite((questions) => [...new Set(questions.filter(Boolean))])
    .max(suggestedMax, `At most ${suggestedMax} questions.`)
    .describe("What a visitor can ask with a click before they have written anything."),
  source_ids: z
    .array(z.string().max(100))
    .max(500, "At most 500 sources.")
    .overwrite((ids) => [...new Set(ids)])
    .nullable()
    .describe("The sources that it may read; null: all of the project, those to come too. A source that is deleted drops out."),
  tools: ToolSettings.describe("What it can do beside answering, where a model answers."),
  hands_over: z
    .boolean()
    .describe("Whether its visitors can ask for a person of the team. Its rules for handing over are obeyed only where they can."),
  hands_over_after: z
    .number("Enter a number from 1 to 10, or leave it empty.")
    .int("Enter a whole number from 1 to 10.")
    .min(1, "Enter a number from 1 to 10, or leave it empty.")
    .max(10, "Enter a number from 1 to 10, or leave it empty.")
    .nullable()
    .describe("After how many questions in a row without an answer a person is asked for; null: never by itself."),
  hands_over_words: z
    .array(Line(60, "A word or phrase"))
    .overwrite((words) => [...new Set(words.filter(Boolean))])
    .max(handOverWordsMax, `At most ${handOverWordsMax} words or phrases.`)
    .describe("A message with one of these, or with a longer word that begins the same way, is answered and also asks for a person."),
  summarizes_closed: z
    .boolean()
    .describe("Whether the installation's model writes a summary for the team when somebody closes a conversation. It takes tokens."),
  ...appearanceFields,
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
  tone: "neutral",
  languages: [],
  greetings: {},
  helps_with: "",
  suggested_questions: [],
  source_ids: null,
  tools: [],
  hands_over: true,
  hands_over_after: null,
  hands_over_words: [],
  summarizes_closed: false,
  ...initialAppearance,
};

export type SettingName = keyof AgentSettings;

/** In the order in which they are shown. */
export const settingNames = Object.keys(settingFields) as SettingName[];
