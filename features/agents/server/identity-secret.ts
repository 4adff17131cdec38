import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { keepSecret, readSecret } from "#features/secrets/server/secrets.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { IdentitySecret, NewIdentitySecret } from "../contract.ts";
import { findAgent, targetOf } from "./find-agent.ts";

export const createIdentitySecret = operation({
  name: "agent.create_identity_secret",
  summary:
    "Makes the secret with which the agent's websites sign who their visitors are, or a new one: the old one ends. It is in this answer and nowhere else.",
  scope: "organization",
  kind: "write",
  says: (entry) => `created a secret that signs visitors' identities for the chat agent${named(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: NewIdentitySecret,
  status: 201,
  secretAnswer: true,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params, platform, audit }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    const before = await readCreatedAt(db, organization.id, agent.id);
    const secret = randomBytes(32).toString("base64url");
    const row = { secret_id: await keepSecret(db, platform, organization.id, "visitor identity", secret), created_at: sql<string>`now()` };
    const { created_at } = await db
      .insertInto("identity_secrets")
      .values({ organization_id: organization.id, agent_id: agent.id, ...row })
      .onConflict((clash) => clash.columns(["organization_id", "agent_id"]).doUpdateSet(row))
      .returning("created_at")
      .executeTakeFirstOrThrow();
    audit({ target: targetOf(agent), before: { signs_identities: before !== null }, after: { signs_identities: true } });
    return { secret, created_at };
  },
});

export const readIdentitySecretOf = operation({
  name: "agent.read_identity_secret",
  summary:
    "Since when an agent's websites can sign who their visitors are; null where they cannot. The secret itself is never shown again.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: IdentitySecret,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    return { created_at: await readCreatedAt(db, organization.id, agent.id) };
  },
});

export const deleteIdentitySecret = operation({
  name: "agent.delete_identity_secret",
  summary: "Ends the secret with which an agent's websites sign who their visitors are. What was signed with it counts no more.",
  scope: "organization",
  kind: "write",
  says: (entry) => `ended the secret that signs visitors' identities for the chat agent${named(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params, audit }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    const { numDeletedRows } = await db
      .deleteFrom("identity_secrets")
      .where("organization_id", "=", organization.id)
      .where("agent_id", "=", agent.id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) audit(null);
    else audit({ target: targetOf(agent), before: { signs_identities: true }, after: { signs_identities: false } });
    return null;
  },
});

/** The secret with which an agent's websites sign who their visitors are; null where they cannot, or it cannot be read any more. */
export async function readIdentitySecret(db: Db, platform: Platform, organizationId: string, agentId: string): Promise<string | null> {
  const kept = await mine(db, organizationId, agentId).select("secret_id").executeTakeFirst();
  return kept ? readSecret(db, platform, organizationId, "visitor identity", kept.secret_id) : null;
}

async function readCreatedAt(db: Db, organizationId: string, agentId: string): Promise<string | null> {
  return (await mine(db, organizationId, agentId).select("created_at").executeTakeFirst())?.created_at ?? null;
}

const mine = (db: Db, organizationId: string, agentId: string) =>
  db.selectFrom("identity_secrets").where("organization_id", "=", organizationId).where("agent_id", "=", agentId);
