import type { WhenDeleted } from "#access/product.ts";
import { dropSecret } from "#features/secrets/server/secrets.ts";
import { secretsOf } from "./find-secret.ts";

/** What a project's tools sent goes with it. */
export const dropSecretsOfProject: WhenDeleted = async ({ db }, { organization_id: organizationId, id: projectId }) => {
  for (const { id } of await secretsOf(db, { organizationId, projectId }).execute()) await dropSecret(db, organizationId, id);
};
