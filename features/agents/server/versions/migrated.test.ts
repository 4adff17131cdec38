import { expect, test } from "vitest";
import type { Agent } from "../../contract.ts";
import type { AgentVersion } from "../../contract/versions.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject } from "#testing/factories.ts";
import { migrateAgain } from "#testing/migrate-again.ts";

const target = useApp();

test("an agent of before there were versions has what it was as version 1", async () => {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const agent = await createAgent(target, organization, project);
  await target.database.admin.query(`
    drop table agent_drafts, agent_versions;
    alter table messages drop column agent_version;
    alter table agents drop column published_version,
      add column instructions text not null default 'Be "brief".', add column greeting text not null default 'Hello.',
      add column model_name text default 'local-large', add column temperature real default 0.3,
      add column hands_over boolean not null default false;
  `);
  await migrateAgain(target, "0084-agent-versions.sql");
  const at = `/v1/organizations/${organization.id}/projects/${project}/agents/${agent}`;
  const was = { instructions: 'Be "brief".', greeting: "Hello.", model_name: "local-large", temperature: 0.3, hands_over: false };
  expect((await call<Agent>(target, organization.owner, `GET ${at}`)).body).toMatchObject({ ...was, published_version: 1 });
  const { body } = await call<{ data: AgentVersion[] }>(target, organization.owner, `GET ${at}/versions`);
  expect(body.data).toMatchObject([{ number: 1, published_by: organization.owner.id, settings: was }]);
});
