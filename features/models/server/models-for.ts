import type { Db } from "#platform/database/transaction.ts";
import { statusOf } from "#platform/models/provider-error.ts";
import type { Models } from "#platform/models/models.ts";
import type { OpenedModel } from "#platform/models/with-fallback.ts";
import type { Platform } from "#platform/platform.ts";
import { sayable } from "./ask-provider.ts";
import { openOrganizations } from "./open-organizations.ts";
import { accessOf } from "./providers-of.ts";

/** A model by its provider; `provider_id` null: the installation's. */
export type ModelChoice = { provider_id: string | null; model_name: string };

/** What agents of an organization name of models. */
export type NamesModels = {
  model_name: string | null;
  model_provider_id?: string | null;
  fallback?: (ModelChoice & { after_seconds: number }) | null;
};

/** The models that can answer in an organization: the installation's, and those of its own providers. */
export type ModelsOfOrganization = {
  installation: Models;
  /** Null where the provider is gone, or the installation does not offer it. */
  find(choice: ModelChoice): OpenedModel | null;
  /** The installation's own; null: the built-in answerer answers. */
  default: OpenedModel | null;
};

/** Opens the models that these agents name. Nothing is read where they leave it to the installation. */
export async function modelsFor(
  db: Db,
  platform: Platform,
  organizationId: string,
  agents: readonly NamesModels[],
): Promise<ModelsOfOrganization> {
  const { models } = platform;
  const ids = [...new Set(agents.flatMap(({ model_provider_id, fallback }) => [model_provider_id, fallback?.provider_id]))].filter(
    (id) => typeof id === "string",
  );
  const rows =
    ids.length === 0
      ? []
      : await db.selectFrom("model_providers").selectAll().where("organization_id", "=", organizationId).where("id", "in", ids).execute();
  const opened = new Map<string, (name: string) => OpenedModel | null>();
  for (const row of rows) {
    const access = await accessOf(db, platform, row);
    const provider = await openOrganizations(platform, access);
    opened.set(row.id, (name) => {
      if (!provider.takes(name)) return null;
      return { model: provider.open(name), name, provider_id: row.id, describe: (error) => describeFailure(error, access.apiKey) };
    });
  }
  const installed = (name: string): OpenedModel | null => {
    const model = models.find(name);
    return model && { model, name, provider_id: null, describe: (error) => describeFailure(error, null) };
  };
  return {
    installation: models,
    find: ({ provider_id, model_name }) => (provider_id === null ? installed(model_name) : (opened.get(provider_id)?.(model_name) ?? null)),
    default: models.default === null ? null : installed(models.default),
  };
}

/** What Owners and Admins read of a model's failure. */
export function describeFailure(error: unknown, key: string | null): string {
  const status = statusOf(error);
  // What the SDK says of what it cannot read quotes it, and that may be what a visitor wrote.
  if (status === undefined && error instanceof Error && error.name.startsWith("AI_")) return "What it sent could not be read.";
  const said = sayable(error instanceof Error ? error.message : String(error), key);
  if (status === undefined) return said;
  return said === "" ? `It answered ${status}.` : `It answered ${status}: ${said}`;
}
