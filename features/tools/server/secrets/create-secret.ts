import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import { keepSecret } from "#features/secrets/server/secrets.ts";
import { conflict, invalid } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import { CreateSecret, secretsMax, StoredSecret } from "../../contract.ts";
import { addressRefusal } from "#platform/connector/address-refusal.ts";
import { findSecret, targetOf } from "./find-secret.ts";

export const createSecret = operation({
  name: "secret.create",
  summary: "Stores a secret for the tools of a project's agents. It is sent to the server of its address alone, and never shown again.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the secret${named(entry)}`,
  permission: "agent:update",
  params: ["project_id"],
  input: CreateSecret,
  output: StoredSecret,
  status: 201,
  example: ({ project_id }) => ({
    params: { project_id },
    input: { name: "Key of the order system", url: "https://api.example.com", value: "0123456789abcdef" },
  }),
  async run({ platform, db, organization, actor, params, audit }, { name, url, value }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const refusal = addressRefusal(platform.connector, url);
    if (refusal) throw invalid({ url: refusal });
    await lockProjectToCount(db, organization.id, params.project_id);
    const { count } = await db
      .selectFrom("tool_secrets")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("organization_id", "=", organization.id)
      .where("project_id", "=", params.project_id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= secretsMax) throw conflict(say`A project has at most ${secretsMax} secrets. Delete those that are not needed.`);
    const id = await keepSecret(db, platform, organization.id, "tool header", value);
    const { origin } = new URL(url);
    await db
      .insertInto("tool_secrets")
      .values({ organization_id: organization.id, project_id: params.project_id, id, name, origin, created_by: actor.id })
      .execute();
    const secret = await findSecret(db, place, id);
    audit({ target: targetOf(secret), after: { name, origin } });
    return secret;
  },
});
