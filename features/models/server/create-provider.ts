import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { keepSecret } from "#features/secrets/server/secrets.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict, invalid } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { usualAddress } from "#platform/models/providers.ts";
import { say } from "#platform/sentence.ts";
import { CreateProvider, Provider, providersMax } from "../contract.ts";
import { askProvider, checkAddress, requireListed, testLimit } from "./ask-provider.ts";
import { presentProviders, refuseTakenName, targetOf } from "./find-provider.ts";

export const createProvider = procedure({
  name: "provider.create",
  summary: "Adds a provider of models with a key of the organization. It is asked for its models first; what it refuses is not stored.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the model provider${named(entry)}`,
  permission: "provider:create",
  input: CreateProvider,
  output: Provider,
  status: 201,
  example: () => ({
    input: {
      name: "Our models",
      kind: "compatible",
      base_url: "https://models.example.com/v1",
      api_key: "sk-0123456789abcdef",
      is_tested: false,
    },
  }),
  async run({ platform, product, organization, actor, request, transaction }, { name, kind, api_key, is_tested, ...input }) {
    const baseUrl = input.base_url ?? (kind === "compatible" ? null : usualAddress[kind]);
    if (baseUrl === null) throw invalid({ base_url: "Enter the address at which it is asked." });
    const apiKey = api_key || null;
    if (apiKey === null && kind !== "compatible") throw invalid({ api_key: "Enter the key that the provider gave you." });
    checkAddress(platform, baseUrl);
    await transaction(({ db }) => requirePlace(db, organization.id, name), "read");
    const id = newId("prv");
    let listed = { models: [] as string[], embedding_models: [] as string[] };
    if (is_tested) {
      await platform.limits.take(testLimit, organization.id);
      listed = requireListed(await askProvider(platform, { id, kind, baseUrl, apiKey }, request.signal));
    }
    return transaction(async ({ db, audit }) => {
      await lockOrganization(db, organization.id);
      await requirePlace(db, organization.id, name);
      const secret_id = apiKey && (await keepSecret(db, platform, organization.id, "provider key", apiKey));
      const row = await db
        .insertInto("model_providers")
        .values({
          organization_id: organization.id,
          id,
          name,
          kind,
          base_url: baseUrl,
          secret_id,
          key_ends: endOf(apiKey),
          ...listed,
          worked_at: is_tested ? new Date() : null,
          created_by: actor.id,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      audit({ target: targetOf(row), after: { name, kind, address: baseUrl, key: apiKey ? "set" : "none" } });
      return (await presentProviders(db, product, [row]))[0]!;
    });
  },
});

async function requirePlace(db: Db, organizationId: string, name: string): Promise<void> {
  await refuseTakenName(db, organizationId, name);
  const { count } = await db
    .selectFrom("model_providers")
    .select((query) => query.fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= providersMax) throw conflict(say`An organization has at most ${providersMax} providers of models.`);
}

/** The last characters of a key that is long enough to stay one without them. */
export const endOf = (key: string | null) => (key !== null && key.length >= 16 ? key.slice(-4) : null);
