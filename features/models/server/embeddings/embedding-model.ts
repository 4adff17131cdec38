import { operation, procedure } from "#access/operation.ts";
import { embeds, openEndpoint } from "#platform/embeddings/endpoints.ts";
import { guardedFetch } from "#platform/connector/guarded-fetch.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { say, type Sentence } from "#platform/sentence.ts";
import type { Platform } from "#platform/platform.ts";
import { z } from "zod";
import { EmbeddingModel, SetEmbeddingModel } from "../../contract.ts";
import { testLimit } from "../ask-provider.ts";
import { noteHealth } from "../note-health.ts";
import { findProvider, targetOf } from "../find-provider.ts";
import { describeFailure } from "../models-for.ts";
import { openOrganizations, type Access } from "../open-organizations.ts";
import { accessOf } from "../providers-of.ts";

const timeoutMs = 10_000;

export const readEmbeddingModel = operation({
  name: "embedding_model.read",
  summary: "By which model the organization's documents are found: one of its own providers, or the installation's.",
  scope: "organization",
  kind: "read",
  permission: "provider:list",
  input: z.object({}),
  output: EmbeddingModel,
  example: () => ({}),
  run: ({ db, platform, organization }) => present(db, platform, organization.id),
});

export const setEmbeddingModel = procedure({
  name: "embedding_model.set",
  summary:
    "Chooses the model by which documents are found; null: the installation's. It is tried first, then all documents are read by it. Until then they are found as before.",
  scope: "organization",
  kind: "write",
  says: ({ after }) => (after ? "chose another model by which documents are found" : "has documents found by the installation's model"),
  permission: "provider:update",
  input: SetEmbeddingModel,
  output: EmbeddingModel,
  example: () => ({ input: { model: null } }),
  async run({ platform, organization, request, transaction }, { model, is_tested }) {
    if (model) {
      const access = await transaction(
        async ({ db }) => accessOf(db, platform, await findProvider(db, organization.id, model.provider_id)),
        "read",
      );
      if (!embeds(access.kind))
        throw invalid({ provider_id: "Providers of this kind have no models by which documents are found. Choose another provider." });
      if (!(await openOrganizations(platform, access)).takes(model.model_name))
        throw invalid({ model_name: "No model can have this name." });
      if (is_tested) {
        await platform.limits.take(testLimit, organization.id);
        const refusal = await tryModel(platform, access, model.model_name, request.signal);
        if (refusal) throw invalid({ model_name: refusal });
      }
    }
    return transaction(async ({ db, audit }) => {
      if (model && is_tested) await noteHealth(db, organization.id, { failures: [], used: [model] });
      const mine = db.selectFrom("embedding_models").where("organization_id", "=", organization.id);
      const before = (await mine.select(["provider_id", "model_name"]).forUpdate().executeTakeFirst()) ?? null;
      if (before?.provider_id === model?.provider_id && before?.model_name === model?.model_name) audit(null);
      else if (model === null) {
        await db.deleteFrom("embedding_models").where("organization_id", "=", organization.id).execute();
        audit({ target: { type: "organization", id: organization.id, label: organization.name }, before: asSaid(before), after: null });
      } else {
        const provider = await findProvider(db, organization.id, model.provider_id);
        const row = { ...model, updated_at: new Date() };
        await db
          .insertInto("embedding_models")
          .values({ organization_id: organization.id, ...row })
          .onConflict((clash) => clash.column("organization_id").doUpdateSet(row))
          .execute();
        audit({ target: targetOf(provider), before: asSaid(before), after: asSaid(model) });
      }
      return present(db, platform, organization.id);
    });
  },
});

const asSaid = (model: { model_name: string } | null) => model && { model: model.model_name };

async function present(db: Db, platform: Platform, organizationId: string): Promise<EmbeddingModel> {
  const model = await db
    .selectFrom("embedding_models")
    .select(["provider_id", "model_name"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
  return { model: model ?? null, installation: platform.embeddings?.encoder.model ?? null };
}

/** Why a model cannot be used; null: it answered with a vector. */
async function tryModel(
  platform: Platform,
  { kind, baseUrl, apiKey }: Access,
  model: string,
  signal: AbortSignal,
): Promise<Sentence | null> {
  const endpoint = openEndpoint(kind, model, { baseURL: baseUrl, apiKey: apiKey ?? undefined, ask: guardedFetch(platform.connector) })!;
  const { embed } = await import("ai");
  try {
    const { embedding } = await embed({
      model: await endpoint.open(),
      value: "We are open from nine to five.",
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      providerOptions: endpoint.optionsOf("question"),
    });
    return embedding.length > 0 && embedding.every(Number.isFinite) ? null : say`What it sent is no vector.`;
  } catch (error) {
    signal.throwIfAborted();
    return say`The model could not be used. ${describeFailure(error, apiKey)}`;
  }
}
