import type { Env } from "../env.ts";
import type { Logger } from "../log.ts";
import type { Embeddings, Encoder } from "./embeddings.ts";
import { endpointOf } from "./endpoints.ts";
import { openOwnEncoder, ownModel } from "./own-encoder.ts";
import { openProviderEncoder } from "./provider-encoder.ts";

/** What finds passages by meaning here: the model that is configured, else the encoder that comes along, or nothing. */
export function openEmbeddings(env: Env, log: Logger): Embeddings | null {
  const { name, baseUrl } = env.embedding;
  const isServed = name !== undefined && endpointOf(name, env) !== null;
  if (name && !isServed) log.warn("EMBEDDING_MODEL names a model that no configured provider serves");
  if (baseUrl && !name) log.warn("EMBEDDING_BASE_URL is set without EMBEDDING_MODEL: no model is asked there");
  if (!isServed && env.embeddings === "off") return null;

  const encoders = new Map<string, Encoder>();
  function find(model: string): Encoder | null {
    const known = encoders.get(model);
    if (known) return known;
    const found = model === ownModel ? (env.embeddings === "off" ? null : openOwnEncoder()) : openFromProvider(model);
    if (found) encoders.set(model, found);
    return found;
  }
  function openFromProvider(model: string): Encoder | null {
    const endpoint = endpointOf(model, env);
    return endpoint && openProviderEncoder(model, endpoint, log);
  }

  const encoder = find(isServed ? name : ownModel)!;
  return {
    encoder,
    async ofQuestion(text, models) {
      const earlier = models.filter((model) => model !== encoder.model);
      const asked = [...earlier, ...models.filter((model) => model === encoder.model)];
      const meanings = await Promise.all(asked.map((model) => find(model)?.ofQuestion(text) ?? null));
      return meanings.filter((meaning) => meaning !== null);
    },
    async close() {
      await Promise.all([...encoders.values()].map((one) => one.close()));
    },
  };
}
