import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { dropSecret } from "#features/secrets/server/secrets.ts";
import { findSecret, targetOf } from "./find-secret.ts";

export const deleteSecret = operation({
  name: "secret.delete",
  summary: "Deletes a secret. Tools that send it are no longer called.",
  scope: "organization",
  kind: "write",
  says: (entry) => `deleted the secret${named(entry)}`,
  permission: "agent:update",
  params: ["project_id", "secret_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, secret_id }) => ({ params: { project_id, secret_id } }),
  async run({ db, organization, params, audit }) {
    const secret = await findSecret(db, { organizationId: organization.id, projectId: params.project_id }, params.secret_id);
    await dropSecret(db, organization.id, secret.id);
    audit({ target: targetOf(secret), before: { name: secret.name, origin: secret.origin } });
    return null;
  },
});
