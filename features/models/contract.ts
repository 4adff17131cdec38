import { z } from "zod";
import { displayName } from "#features/identity/contract/names.ts";

export const providersMax = 20;

export const ProviderKind = z.enum(["openai", "anthropic", "google", "compatible"]);
export type ProviderKind = z.output<typeof ProviderKind>;

const Address = z
  .string()
  .trim()
  .max(300, { error: "An address has at most 300 characters.", abort: true })
  .overwrite((address) => address.replace(/\/+$/, ""))
  .refine((address) => /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(address) && URL.canParse(address), {
    error: "Enter an address such as https://models.example.com/v1.",
  });
const Key = z
  .string()
  .trim()
  .max(1_000, { error: "A key has at most 1,000 characters.", abort: true })
  // It travels in a header.
  .refine((key) => /^[!-~]*$/.test(key), "A key has letters, digits and signs, and no spaces. Copy it again.");

const isTested = z
  .boolean()
  .default(true)
  .describe("Whether the provider is asked before anything is stored. `false`: for one that cannot be reached yet.");

export const CreateProvider = z.object({
  name: displayName("A provider"),
  kind: ProviderKind.describe("`compatible`: whatever speaks OpenAI's protocol, such as Ollama, vLLM and LM Studio."),
  base_url: Address.nullish().describe("Where it is asked. Left out: at the provider's own address; `compatible` needs one."),
  api_key: Key.nullish().describe("Never shown again. Left out: it asks for none."),
  is_tested: isTested,
});
export type CreateProvider = z.input<typeof CreateProvider>;

/** Fields that are left out stay as they are. */
export const UpdateProvider = z.object({
  name: displayName("A provider").optional(),
  base_url: Address.optional().describe("Another address is taken together with its key alone: a stored key goes nowhere else."),
  api_key: Key.nullish().describe("In the place of the stored one; null: it asks for none."),
  is_tested: isTested,
});
export type UpdateProvider = z.input<typeof UpdateProvider>;

/** A record that names the provider. */
const Use = z.object({ type: z.string(), id: z.string(), name: z.string(), project_id: z.string().nullable(), model_name: z.string() });
export type Use = z.output<typeof Use>;

export const Provider = z.object({
  id: z.string(),
  name: z.string(),
  kind: ProviderKind,
  base_url: z.string(),
  has_key: z.boolean(),
  key_ends: z.string().nullable().describe("The last characters of the key; null where there is none, or it is short."),
  models: z.array(z.string()).describe("What it listed last."),
  embedding_models: z.array(z.string()),
  worked_at: z.string().nullable().describe("When it last did what it was asked."),
  last_error: z.string().nullable(),
  failed_at: z.string().nullable(),
  used_by: z.array(Use),
  embedding_model: z.string().nullable().describe("Which of its models the organization's documents are found by; null: none."),
  version: z.number(),
  created_by: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Provider = z.output<typeof Provider>;

export const EmbeddingModel = z.object({
  model: z
    .object({ provider_id: z.string(), model_name: z.string() })
    .nullable()
    .describe("The model of a provider of the organization; null: the installation's."),
  installation: z
    .string()
    .nullable()
    .describe("The installation's model; null: without one of its own, the organization's documents are found by their words."),
});
export type EmbeddingModel = z.output<typeof EmbeddingModel>;

export const SetEmbeddingModel = z.object({
  model: z
    .object({
      provider_id: z.string().max(40, "There is no such provider."),
      model_name: z.string().trim().min(1, "Name a model.").max(200, "A model's name has at most 200 characters."),
    })
    .nullable(),
  is_tested: isTested,
});
export type SetEmbeddingModel = z.input<typeof SetEmbeddingModel>;

/** `error`: what it answered, or why it was not reached. */
export const TestedProvider = z.object({ works: z.boolean(), error: z.string().nullable(), models: z.array(z.string()) });
export type TestedProvider = z.output<typeof TestedProvider>;

const Dollars = z.number().min(0, "A rate is 0 or more.").max(100_000, "A rate is at most 100,000 US dollars.");
export const SetModelRate = z.object({
  model: z.string().trim().min(1, "Name a model.").max(200, "A model's name has at most 200 characters."),
  rate: z.object({ input: Dollars, output: Dollars }).nullable().describe("US dollars for a million tokens read, and written."),
});

export const ModelRate = z.object({ model: z.string(), input: z.number(), output: z.number(), set_by: z.enum(["default", "operator"]) });
export type ModelRate = z.output<typeof ModelRate>;

export const ModelRates = z.object({ as_of: z.string().describe("The date of those that come along."), data: z.array(ModelRate) });
export type ModelRates = z.output<typeof ModelRates>;
