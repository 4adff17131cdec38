import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { notFound } from "#platform/errors.ts";

export const deleteApiKey = operation({
  name: "api_key.delete",
  summary: "Revokes an API key: whatever uses it is refused from then on, and its open streams end. It does not come back.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `revoked the API key${named(entry)}`,
  permission: "api_key:delete",
  params: ["api_key_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ api_key_id }) => ({ params: { api_key_id } }),
  async run({ db, organization, params, audit }) {
    const gone = await db
      .deleteFrom("api_keys")
      .where("organization_id", "=", organization.id)
      .where("id", "=", params.api_key_id)
      .returning(["id", "name", "hint", "permissions"])
      .executeTakeFirst();
    if (!gone) throw notFound("There is no such API key.");
    const { id, ...before } = gone;
    audit({ target: { type: "api_key", id, label: before.name }, before });
    return null;
  },
});
