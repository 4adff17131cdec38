import type { Env } from "../env.ts";
import type { Logger } from "../log.ts";
import type { ModelEntry, Models } from "./models.ts";
import { openProviders, type Provider } from "./providers.ts";

const listTimeoutMs = 3_000;
const listKeptMs = 5 * 60_000;
const listLengthMax = 200;

/** Opens the configured providers. The SDK is loaded here, and only where there is one, so no visitor waits for it. */
export async function openModels(env: Env, log: Logger): Promise<Models> {
  const providers = await openProviders(env);
  if (providers.length > 0) {
    await import("ai");
    globalThis.AI_SDK_LOG_WARNINGS = ({ warnings, model }) => log.debug({ warnings, model }, "the model SDK warns");
  }
  const providerOf = (name: string) => providers.find(({ prefix }) => name.startsWith(prefix) && name.length > prefix.length) ?? null;
  const fallback = env.model.name && providerOf(env.model.name) ? env.model.name : null;
  if (env.model.name && !fallback) log.warn("MODEL_NAME names a model that no configured provider serves; the built-in answerer answers");
  if (env.model.baseUrl && !env.model.name)
    log.warn("MODEL_BASE_URL is set without MODEL_NAME: agents that name no model use the built-in answerer");

  let kept: { at: number; list: Promise<ModelEntry[]> } | null = null;
  return {
    default: fallback,
    find(name) {
      const provider = providerOf(name);
      return provider ? provider.open(name.slice(provider.prefix.length)) : null;
    },
    list() {
      if (!kept || Date.now() - kept.at > listKeptMs) kept = { at: Date.now(), list: askAll(providers, fallback, log) };
      return kept.list;
    },
  };
}

async function askAll(providers: readonly Provider[], fallback: string | null, log: Logger): Promise<ModelEntry[]> {
  const answers = await Promise.all(
    providers.map(async (provider) => {
      try {
        const ids = await provider.list(AbortSignal.timeout(listTimeoutMs));
        return ids.slice(0, listLengthMax).map((id) => ({ name: `${provider.prefix}${id}`, provider: provider.name }));
      } catch (error) {
        log.warn(
          { error: error instanceof Error ? error.message : String(error), provider: provider.name },
          "a provider did not list its models",
        );
        return [];
      }
    }),
  );
  const entries = answers.flat();
  if (fallback && !entries.some(({ name }) => name === fallback)) {
    const provider = providers.find(({ prefix }) => fallback.startsWith(prefix));
    entries.unshift({ name: fallback, provider: provider?.name ?? "" });
  }
  return entries;
}
