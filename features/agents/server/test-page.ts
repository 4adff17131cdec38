import { createHmac } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { addHandle, removeHandle } from "#access/handles.ts";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { deriveKey, sameSecret } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import { TestPage } from "../contract.ts";
import type { AgentSettings } from "../contract/settings.ts";
import { findAgent, targetOf, type AgentRow } from "./find-agent.ts";

export const shareTestPage = operation({
  name: "agent.share_test_page",
  summary: "Creates the secret link to an agent's test page, or a new one: the old one ends.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `shared a test page of the chat agent${named(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: TestPage,
  status: 201,
  secretAnswer: true,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params, platform, audit }) {
    const before = await findAgent(db, organization.id, params.project_id, params.agent_id);
    await removeTestPageHandle(db, platform, before);
    const agent = await db
      .updateTable("agents")
      .set({ version: sql`version + 1`, test_page_version: sql`version + 1` })
      .where("organization_id", "=", organization.id)
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await addHandle(db, organization.id, "test_page", testPageSecret(platform, agent.id, agent.version));
    audit({ target: targetOf(agent), before: { test_page: before.test_page_version !== null }, after: { test_page: true } });
    return { url: linkOf(platform, agent.id, agent.version) };
  },
});

export const readTestPage = operation({
  name: "agent.read_test_page",
  summary: "The link to an agent's test page; null where none is shared.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: TestPage.nullable(),
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params, platform }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    return agent.test_page_version === null ? null : { url: linkOf(platform, agent.id, agent.test_page_version) };
  },
});

export const endTestPage = operation({
  name: "agent.end_test_page",
  summary: "Ends the link to an agent's test page.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `ended the test page of the chat agent${named(entry)}`,
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params, platform, audit }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    if (agent.test_page_version === null) {
      audit(null);
      return null;
    }
    await removeTestPageHandle(db, platform, agent);
    await db
      .updateTable("agents")
      .set({ test_page_version: null })
      .where("organization_id", "=", organization.id)
      .where("id", "=", agent.id)
      .execute();
    audit({ target: targetOf(agent), before: { test_page: true }, after: { test_page: false } });
    return null;
  },
});

/** What the link holds: the agent, and a signature over it and the version at which it was shared. Nothing of it is stored. */
export function testPageSecret(platform: Platform, agentId: string, version: number): string {
  const signature = createHmac("sha256", deriveKey(platform.appSecret, "test pages")).update(`${agentId}\n${version}`).digest("base64url");
  return `${agentId}.${signature}`;
}

/** Whether a link that holds this secret is shared now. */
export function opensTestPage(platform: Platform, agent: Pick<AgentRow, "id" | "test_page_version">, secret: string): boolean {
  const version = agent.test_page_version;
  return version !== null && sameSecret(secret, testPageSecret(platform, agent.id, version));
}

export const testPageEnded = () => notFound("This link has ended. Ask for a new one.");

/** Takes the way from the shared link to the organization away, if there is one. */
export async function removeTestPageHandle(db: Db, platform: Platform, agent: RowAlone): Promise<void> {
  if (agent.test_page_version === null) return;
  await removeHandle(db, agent.organization_id, "test_page", testPageSecret(platform, agent.id, agent.test_page_version));
}

const linkOf = (platform: Platform, agentId: string, version: number) =>
  `${platform.env.appUrl}/test-page#${testPageSecret(platform, agentId, version)}`;
/** Whatever its settings are. */
export type RowAlone = Omit<AgentRow, keyof AgentSettings>;
