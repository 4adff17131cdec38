import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { dropSecret } from "#features/secrets/server/secrets.ts";
import { findProvider, targetOf } from "./find-provider.ts";

export const deleteProvider = operation({
  name: "provider.delete",
  summary: "Removes a provider with its key. What used it continues with the installation's model.",
  scope: "organization",
  kind: "write",
  says: (entry) => `removed the model provider${named(entry)}`,
  permission: "provider:delete",
  params: ["provider_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ provider_id }) => ({ params: { provider_id } }),
  async run({ db, send, platform, product, organization, params, audit }) {
    await lockOrganization(db, organization.id);
    const row = await findProvider(db, organization.id, params.provider_id, "lock");
    for (const leave of product.whenDeleted("provider")) await leave({ db, send, platform }, row);
    await db.deleteFrom("model_providers").where("organization_id", "=", organization.id).where("id", "=", row.id).execute();
    if (row.secret_id) await dropSecret(db, organization.id, row.secret_id);
    audit({ target: targetOf(row), before: { name: row.name, kind: row.kind, address: row.base_url } });
    return null;
  },
});
