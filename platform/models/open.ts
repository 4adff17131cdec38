import type { Env } from "../env.ts";
import type { Logger } from "../log.ts";
import type { ModelEntry, Models } from "./models.ts";
import { openOffers } from "./offers.ts";
import { openProviders, type Provider } from "./providers.ts";

/** Opens the configured providers. The SDK is loaded here, and only where there is one, so no visitor waits for it. */
export async function openModels(env: Env, log: Logger): Promise<Models> {
  const providers = await openProviders(env);
  if (providers.length > 0) {
    await import("ai");
    globalThis.AI_SDK_LOG_WARNINGS = ({ warnings, model }) => log.debug({ warnings, model }, "the model SDK warns");
  }
  const { name: wanted, allowed, baseUrl } = env.model;
  const fallback = wanted && providerOf(providers, wanted) ? wanted : null;
  if (wanted && !fallback) log.warn("MODEL_NAME names a model that no configured provider serves; the built-in answerer answers");
  if (baseUrl && !wanted) log.warn("MODEL_BASE_URL is set without MODEL_NAME: agents that name no model use the built-in answerer");
  const unserved = allowed.filter((name) => !providerOf(providers, name));
  if (unserved.length > 0) log.warn({ models: unserved }, "MODELS_ALLOWED names models that no configured provider serves");
  const always = [...(fallback ? [fallback] : []), ...allowed].flatMap((name) => entryOf(providers, name));
  const offers = openOffers(providers, always, log);
  return {
    default: fallback,
    ready: offers.ready,
    list: offers.list,
    find(name) {
      const provider = providerOf(providers, name);
      return provider && offers.has(name) ? provider.open(name.slice(provider.prefix.length)) : null;
    },
  };
}

/** Who would serve a name; null where nobody would. */
function providerOf(providers: readonly Provider[], name: string): Provider | null {
  const provider = providers.find(({ prefix }) => name.startsWith(prefix) && name.length > prefix.length);
  return provider?.takes(name.slice(provider.prefix.length)) ? provider : null;
}

function entryOf(providers: readonly Provider[], name: string): ModelEntry[] {
  const provider = providerOf(providers, name);
  return provider ? [{ name, provider: provider.name }] : [];
}
