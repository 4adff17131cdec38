import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { OwnApiKey } from "../contract.ts";
import { endOwnKeys } from "./end-own-keys.ts";

export const listOwnApiKeys = operation({
  name: "api_key.list_own",
  summary: "The API keys that the caller made, in all their organizations, the newest first. Not the keys themselves.",
  scope: "account",
  within: { everywhere: "a person's API keys, in all their organizations" },
  kind: "read",
  input: z.object({}),
  output: z.object({ data: z.array(OwnApiKey) }),
  example: () => ({}),
  async run({ db, actor }) {
    const rows = await db
      .selectFrom("api_keys as k")
      .innerJoin("memberships as m", (join) =>
        join.onRef("m.organization_id", "=", "k.organization_id").onRef("m.id", "=", "k.membership_id"),
      )
      .innerJoin("organizations as o", "o.id", "k.organization_id")
      .select([
        "k.id",
        "k.name",
        "k.hint",
        "k.created_at",
        "k.last_used_at",
        "k.expires_at",
        "o.id as organization_id",
        "o.name as organization_name",
      ])
      .where("m.user_id", "=", actor.id)
      .where("o.purge_started_at", "is", null)
      .orderBy("k.id", "desc")
      .execute();
    const data = rows.map(({ organization_id, organization_name, ...key }) => ({
      ...key,
      organization: { id: organization_id, name: organization_name },
    }));
    return { data };
  },
});

export const revokeOwnApiKeys = operation({
  name: "api_key.revoke_own",
  summary: "Revokes every API key that the caller made, in all their organizations. Each organization's audit log tells of it.",
  scope: "account",
  within: { everywhere: "a person revokes their API keys in all organizations at once" },
  kind: "write",
  changesRights: true,
  says: (entry) => `revoked the API key${named(entry)} with all others of their own`,
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: () => ({}),
  async run({ db, actor, auditIn }) {
    await endOwnKeys(db, actor.id, (organizationId, record) => auditIn({ db, organizationId, record }));
    await auditIn(null);
    return null;
  },
});
