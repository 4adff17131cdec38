import type { Logger } from "../log.ts";
import type { ModelEntry } from "./models.ts";
import type { Provider } from "./providers.ts";

const listTimeoutMs = 3_000;
const listKeptMs = 5 * 60_000;
/** Where a provider did not answer, it is asked again sooner. */
const retryMs = 30_000;
const listLengthMax = 1_000;

/** The models that may be named here. What a provider listed last counts for as long as it does not answer. */
export type Offers = {
  /** As far as it is known; `ready` makes sure that the providers were asked. */
  has(name: string): boolean;
  /** Waits for the first lists alone. Later ones are asked for in the background. */
  ready(): Promise<void>;
  list(): Promise<ModelEntry[]>;
};

/** @param always what is offered whether a provider lists it or not */
export function openOffers(providers: readonly Provider[], always: readonly ModelEntry[], log: Logger): Offers {
  const listed = new Map<Provider, ModelEntry[]>();
  let entries = new Map(always.map((entry) => [entry.name, entry]));
  let first: Promise<void> | null = null;
  let asking: Promise<void> | null = null;
  let askAgainAt = 0;

  async function askAll(): Promise<void> {
    const answers = await Promise.all(providers.map((provider) => askProvider(provider, log)));
    for (const [index, answer] of answers.entries()) if (answer) listed.set(providers[index]!, answer);
    entries = new Map([...always, ...providers.flatMap((provider) => listed.get(provider) ?? [])].map((entry) => [entry.name, entry]));
    askAgainAt = Date.now() + (answers.includes(null) ? retryMs : listKeptMs);
  }

  function refresh(): Promise<void> {
    if (Date.now() < askAgainAt) return Promise.resolve();
    asking ??= askAll().finally(() => (asking = null));
    return asking;
  }

  return {
    has: (name) => entries.has(name),
    ready() {
      if (!first) return (first = refresh());
      void refresh();
      return first;
    },
    async list() {
      await refresh();
      return [...entries.values()];
    },
  };
}

/** Null where it did not answer. */
async function askProvider(provider: Provider, log: Logger): Promise<ModelEntry[] | null> {
  try {
    const listed = await provider.list(AbortSignal.timeout(listTimeoutMs));
    return listed
      .filter(({ id, answers }) => answers && provider.takes(id))
      .slice(0, listLengthMax)
      .map(({ id }) => ({ name: `${provider.prefix}${id}`, provider: provider.name }));
  } catch (error) {
    log.warn(
      { error: error instanceof Error ? error.message : String(error), provider: provider.name },
      "a provider did not list its models",
    );
    return null;
  }
}
