import { guardedFetch } from "#platform/connector/guarded-fetch.ts";
import { openProvider, type Provider } from "#platform/models/providers.ts";
import type { Platform } from "#platform/platform.ts";
import type { ProviderKind } from "../contract.ts";

/** Where a provider of an organization is, and its key in the clear, which goes no further than into its requests. */
export type Access = { id: string; kind: ProviderKind; baseUrl: string; apiKey: string | null };

/** Opens a provider of an organization: whatever it is asked goes through the connector. */
export function openOrganizations({ connector }: Pick<Platform, "connector">, { id, kind, baseUrl, apiKey }: Access): Promise<Provider> {
  return openProvider(kind, {
    // What one organization's models were seen to do says nothing of another's of the same name.
    name: `${kind === "compatible" ? "openai-compatible" : kind} ${id}`,
    prefix: "",
    baseURL: baseUrl,
    apiKey: apiKey ?? undefined,
    ask: guardedFetch(connector),
  });
}
