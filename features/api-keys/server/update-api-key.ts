import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { ApiKey, UpdateApiKey } from "../contract.ts";
import { findApiKey } from "./find-api-key.ts";

export const updateApiKey = operation({
  name: "api_key.update",
  summary: "Renames an API key. Its permissions and its expiry stay as they are.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the API key${named(entry)}`),
  permission: "api_key:update",
  params: ["api_key_id"],
  input: UpdateApiKey,
  output: ApiKey,
  example: ({ api_key_id }) => ({ params: { api_key_id }, input: { name: "Nightly import" } }),
  async run({ db, organization, params, audit }, { name }) {
    const before = await findApiKey(db, organization.id, params.api_key_id);
    if (before.name === name) {
      audit(null);
      return before;
    }
    await db.updateTable("api_keys").set({ name }).where("organization_id", "=", organization.id).where("id", "=", before.id).execute();
    audit({ target: { type: "api_key", id: before.id, label: name }, before: { name: before.name }, after: { name } });
    return { ...before, name };
  },
});
