import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { dropSecret, keepSecret, readSecret } from "#features/secrets/server/secrets.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { IdentitySecret } from "../contract.ts";
import { findAgent, type AgentRow } from "./find-agent.ts";

type Own = Pick<AgentRow, "organization_id" | "id" | "identity_secret_id">;

export const makeIdentitySecret = operation({
  name: "agent.make_identity_secret",
  summary:
    "Makes the secret with which an agent's websites sign who their visitors are, or a new one: tokens that were signed with the old one are refused from then on. It is answered once.",
  scope: "organization",
  kind: "write",
  says: (entry) =>
    entry.before?.["signed_identity"]
      ? `made a new secret for signed visitors of the chat agent${named(entry)}`
      : `made a secret for signed visitors of the chat agent${named(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: IdentitySecret,
  status: 201,
  secretAnswer: true,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params, platform, audit }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id, "lock");
    const secret = randomBytes(32).toString("base64url");
    await dropIdentitySecret(db, agent);
    await setSecret(db, agent, await keepSecret(db, platform, organization.id, "visitor identity", secret));
    audit({
      target: { type: "agent", id: agent.id, label: agent.name },
      before: { signed_identity: agent.identity_secret_id !== null },
      after: { signed_identity: true },
    });
    return { secret };
  },
});

export const endIdentitySecret = operation({
  name: "agent.end_identity_secret",
  summary: "Ends the secret for signed visitors of an agent: no token is taken any more.",
  scope: "organization",
  kind: "write",
  says: (entry) => `ended the secret for signed visitors of the chat agent${named(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params, audit }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id, "lock");
    if (agent.identity_secret_id === null) {
      audit(null);
      return null;
    }
    await dropIdentitySecret(db, agent);
    audit({
      target: { type: "agent", id: agent.id, label: agent.name },
      before: { signed_identity: true },
      after: { signed_identity: false },
    });
    return null;
  },
});

/** Null where the agent has none, or it cannot be read any more. */
export async function readIdentitySecret(db: Db, platform: Platform, agent: Own): Promise<string | null> {
  const id = agent.identity_secret_id;
  return id === null ? null : readSecret(db, platform, agent.organization_id, "visitor identity", id);
}

/** To be called before its agent goes, too: nothing else names the secret. */
export async function dropIdentitySecret(db: Db, agent: Own): Promise<void> {
  if (agent.identity_secret_id === null) return;
  await setSecret(db, agent, null);
  await dropSecret(db, agent.organization_id, agent.identity_secret_id);
}

function setSecret(db: Db, { organization_id, id }: Own, identity_secret_id: string | null) {
  return db
    .updateTable("agents")
    .set({ identity_secret_id, updated_at: new Date(), version: sql`version + 1` })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
}
