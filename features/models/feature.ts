import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { createProvider } from "./server/create-provider.ts";
import { routes } from "./server/routes.ts";

/** Models of an organization: providers that it has keys of its own for. */
export const models: Feature = {
  name: "models",
  routes,
  nouns: [
    { name: "provider", label: "Model providers" },
    { name: "embedding_model", label: "Finding documents" },
  ],
  follows: { provider: "provider:list" },
  tables: {
    model_providers: {
      archive: {
        name: "model_providers",
        what: "A provider of models, without its key.",
        columns: ["id", "name", "kind", "base_url", "models", "embedding_models", "created_by", "version", "created_at", "updated_at"],
        leftOut: {
          secret_id: "Its key, which only this installation can read.",
          key_ends: "By which people know the key, which is not exported.",
          worked_at: "How it is at the moment.",
          last_error: "How it is at the moment.",
          failed_at: "How it is at the moment.",
        },
      },
      counted: "model provider",
    },
    embedding_models: {
      archive: {
        name: "embedding_model",
        what: "The model of a provider by which documents are found; one line, or none.",
        columns: ["provider_id", "model_name", "updated_at"],
        key: [],
      },
      counted: false,
    },
    model_rates: { ofInstallation: "What models cost, as the operator says." },
  },
  sample: sampleOf(createProvider, "provider_id", {
    name: "Sample models",
    kind: "compatible",
    base_url: "https://models.example.com/v1",
    api_key: "sk-0123456789abcdef",
    is_tested: false,
  }),
};
