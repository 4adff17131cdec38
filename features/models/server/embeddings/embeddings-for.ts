import type { Db } from "#platform/database/transaction.ts";
import type { Embeddings, Encoder } from "#platform/embeddings/embeddings.ts";
import { openEndpoint } from "#platform/embeddings/endpoints.ts";
import { openProviderEncoder } from "#platform/embeddings/provider-encoder.ts";
import { guardedFetch } from "#platform/connector/guarded-fetch.ts";
import { isId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { ProviderKind } from "../../contract.ts";
import { accessOf } from "../providers-of.ts";

/** Nobody else waits for a tenant's provider: what takes long is left to a later job. */
const limits = { textsMs: 20_000, waitMsMax: 0 };
const openedMax = 500;

/**
 * What finds an organization's passages by meaning: the model of a provider that it has chosen, else the installation's; null where
 * there is neither. Its `ofQuestion` also asks the models that passages were read by before.
 */
export async function embeddingsFor(db: Db, platform: Platform, organizationId: string): Promise<Embeddings | null> {
  const providers = await readProviders(db, organizationId);
  const chosen = providers.find(({ chosen_model }) => chosen_model !== null);
  const encoder = chosen ? await openEncoder(db, platform, chosen, chosen.chosen_model!) : null;
  const used = encoder ?? platform.embeddings?.encoder;
  if (!used) return null;
  return {
    encoder: used,
    async ofQuestion(text, models) {
      // The one in use comes last.
      const own = models.filter(isOwn).toSorted((one, other) => Number(one === used.model) - Number(other === used.model));
      const [byInstallation, byOwn] = await Promise.all([
        platform.embeddings?.ofQuestion(
          text,
          models.filter((model) => !isOwn(model)),
        ) ?? [],
        Promise.all(own.map((model) => openedEncoder(platform, providers, model)?.ofQuestion(text) ?? null)),
      ]);
      return [...byInstallation, ...byOwn.filter((meaning) => meaning !== null)];
    },
    async close() {},
  };
}

/** By which model an organization's passages are read from now on; null: by none. */
export async function embeddingModelOf(db: Db, platform: Platform, organizationId: string): Promise<string | null> {
  const chosen = (await readProviders(db, organizationId)).find(({ chosen_model }) => chosen_model !== null);
  return chosen ? nameOf(chosen.id, chosen.chosen_model!) : (platform.embeddings?.encoder.model ?? null);
}

type ProviderRow = Awaited<ReturnType<typeof readProviders>>[number];

function readProviders(db: Db, organizationId: string) {
  return db
    .selectFrom("model_providers as p")
    .leftJoin("embedding_models as e", (join) =>
      join.onRef("e.organization_id", "=", "p.organization_id").onRef("e.provider_id", "=", "p.id"),
    )
    .select(["p.organization_id", "p.id", "p.kind", "p.base_url", "p.secret_id", "p.version", "e.model_name as chosen_model"])
    .where("p.organization_id", "=", organizationId)
    .execute();
}

/** How vectors of a provider's model are told from those of other models; `embedding_models` in SQL is put together in the same way. */
const nameOf = (providerId: string, modelName: string) => `${providerId}/${modelName}`;
const isOwn = (model: string) => isId("prv", model.slice(0, Math.max(0, model.indexOf("/"))));

/**
 * Encoders that this process has opened, by platform and model: each knows whether its provider fails at the moment. One whose
 * provider was changed or removed is not asked again.
 */
const opened = new WeakMap<Platform, Map<string, { version: number; encoder: Encoder }>>();

function openedEncoder(platform: Platform, providers: readonly ProviderRow[], model: string): Encoder | null {
  const known = opened.get(platform)?.get(model);
  return known && providers.some(({ id, version }) => model.startsWith(`${id}/`) && version === known.version) ? known.encoder : null;
}

async function openEncoder(db: Db, platform: Platform, row: ProviderRow, modelName: string): Promise<Encoder | null> {
  const model = nameOf(row.id, modelName);
  const known = openedEncoder(platform, [row], model);
  if (known) return known;
  const { kind, baseUrl, apiKey } = await accessOf(db, platform, row);
  const endpoint = openEndpoint(kind as ProviderKind, modelName, {
    baseURL: baseUrl,
    apiKey: apiKey ?? undefined,
    ask: guardedFetch(platform.connector),
  });
  if (!endpoint) return null;
  const encoder = openProviderEncoder(model, endpoint, platform.log, limits);
  const encoders = opened.get(platform) ?? new Map<string, { version: number; encoder: Encoder }>();
  opened.set(platform, encoders);
  if (encoders.size >= openedMax) encoders.delete(encoders.keys().next().value!);
  encoders.set(model, { version: row.version, encoder });
  return encoder;
}
