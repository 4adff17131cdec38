import { sql } from "kysely";
import { procedure } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { dropSecret, keepSecret } from "#features/secrets/server/secrets.ts";
import { conflict, invalid } from "#platform/errors.ts";
import { Provider, UpdateProvider, type ProviderKind } from "../contract.ts";
import { askProvider, checkAddress, requireListed, testLimit } from "./ask-provider.ts";
import { endOf } from "./create-provider.ts";
import { findProvider, presentProviders, refuseTakenName, targetOf } from "./find-provider.ts";

export const updateProvider = procedure({
  name: "provider.update",
  summary:
    "Renames a provider, or replaces its key or address. A new key or address is tried first; what the provider refuses is not stored.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the model provider${named(entry)}`),
  permission: "provider:update",
  params: ["provider_id"],
  input: UpdateProvider,
  output: Provider,
  example: ({ provider_id }) => ({ params: { provider_id }, input: { name: "Models of our own" } }),
  async run({ platform, product, organization, params, request, transaction }, { name, base_url, api_key, is_tested }) {
    const before = await transaction(({ db }) => findProvider(db, organization.id, params.provider_id), "read");
    const baseUrl = base_url ?? before.base_url;
    const kind = before.kind as ProviderKind;
    const moves = baseUrl !== before.base_url;
    const apiKey = api_key === undefined ? undefined : api_key || null;
    if (moves && apiKey === undefined && before.secret_id !== null)
      throw invalid({ api_key: "Enter the key as well: the stored one is not sent to another address." });
    if (apiKey === null && kind !== "compatible") throw invalid({ api_key: "Enter the key that the provider gave you." });
    if (moves) checkAddress(platform, baseUrl);
    const asks = is_tested && (moves || apiKey !== undefined);
    if (asks) await platform.limits.take(testLimit, organization.id);
    const listed = asks
      ? requireListed(await askProvider(platform, { id: before.id, kind, baseUrl, apiKey: apiKey ?? null }, request.signal))
      : null;
    return transaction(async ({ db, audit }) => {
      await lockOrganization(db, organization.id);
      const row = await findProvider(db, organization.id, before.id, "lock");
      checkVersion(request, row.version);
      // What was tried is the one or the other together with what stood then.
      if (row.version !== before.version) throw conflict("Somebody changed this provider meanwhile. Look at it, then save again.");
      const isSame = !moves && apiKey === undefined && (name === undefined || name === row.name);
      if (isSame) {
        audit(null);
        return (await presentProviders(db, product, [row]))[0]!;
      }
      if (name !== undefined) await refuseTakenName(db, organization.id, name, row.id);
      const secret_id =
        apiKey === undefined ? row.secret_id : apiKey && (await keepSecret(db, platform, organization.id, "provider key", apiKey));
      const after = await db
        .updateTable("model_providers")
        .set({
          ...(name === undefined ? {} : { name }),
          base_url: baseUrl,
          secret_id,
          ...(apiKey === undefined ? {} : { key_ends: endOf(apiKey) }),
          ...(listed ? { ...listed, worked_at: new Date(), last_error: null, failed_at: null } : {}),
          version: sql`version + 1`,
          updated_at: sql`now()`,
        })
        .where("organization_id", "=", organization.id)
        .where("id", "=", row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      if (row.secret_id && row.secret_id !== secret_id) await dropSecret(db, organization.id, row.secret_id);
      const [was, is] = [row, after].map((one) => ({ name: one.name, address: one.base_url }));
      const key =
        apiKey === undefined ? [{}, {}] : [{ key: row.secret_id ? "the stored one" : "none" }, { key: apiKey ? "another" : "none" }];
      audit({ target: targetOf(after), before: { ...was, ...key[0] }, after: { ...is, ...key[1] } });
      return (await presentProviders(db, product, [after]))[0]!;
    });
  },
});
