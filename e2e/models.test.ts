import { afterAll, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import type { AgentDraft } from "#features/agents/contract/versions.ts";
import { call, createAgent, createMember, createOrganization, createProject } from "#testing/factories.ts";
import { startEmbeddingServer } from "#testing/embedding-server.ts";
import { startModelServer } from "#testing/model-server.ts";
import { useServer } from "#testing/server.ts";

const models = await startModelServer();
const embeddings = await startEmbeddingServer();
const server = useServer({ variables: { CONNECTOR_ALLOW: `${new URL(models.url).host},${new URL(embeddings.url).host}` } });
const browser = useBrowser();
afterAll(() => Promise.all([models.close(), embeddings.close()]));
const pathOf = (organizationId: string) => `/organizations/${organizationId}/settings/models`;

test("by keyboard an Owner adds a provider, learns what it says of a wrong key, chooses its model for an agent, and removes it", async () => {
  models.key = "sk-right-0123456789abcd1234";
  const { id, owner } = await createOrganization(server);
  const project = await createProject(server, id, owner.id);
  const agent = await createAgent(server, { id, owner }, project, { name: "Desk" });
  const page = await browser.open(`${server.url}${pathOf(id)}`, { cookie: owner.cookie });
  await page.getByText("No providers yet").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Add provider" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add provider" });
  await dialog.getByLabel("Provider", { exact: true }).press("Enter");
  await page.getByRole("option", { name: /OpenAI-compatible/ }).press("Enter");
  await dialog.getByRole("textbox", { name: "Name" }).fill("House models");
  await dialog.getByLabel("API key, if it asks for one").fill("sk-wrong-0123456789");
  await dialog.getByRole("textbox", { name: "Address" }).fill(models.url);
  await page.keyboard.press("Enter");
  await dialog.getByText(/The provider refuses this key\. It says: Incorrect API key provided/).waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByLabel("API key, if it asks for one").fill(models.key);
  await page.keyboard.press("Enter");
  const row = page.getByRole("row", { name: "House models" });
  await row.getByText("Works").waitFor();
  await row.getByText("key ends in 1234").waitFor();
  await row.getByText("2 models").waitFor();
  expect(await page.content()).not.toContain("0123456789abcd");

  await page.goto(`${server.url}/organizations/${id}/projects/${project}/agents/${agent}`);
  await page.getByLabel("Model", { exact: true }).press("Enter");
  await page.getByRole("option", { name: /local-small/ }).press("Enter");
  await page.getByLabel("If it fails, answer by").press("Enter");
  await page.getByRole("option", { name: /local-large/ }).press("Enter");
  await page.getByLabel("Wait for its first word").fill("5");
  await expectAccessibleInBothThemes(page);
  const path = `GET /v1/organizations/${id}/projects/${project}/agents/${agent}/draft`;
  await expect
    .poll(async () => (await call<AgentDraft>(server, owner, path)).body.settings)
    .toMatchObject({ model_name: "local-small", fallback: { model_name: "local-large", after_seconds: 5 } });

  models.key = "revoked";
  await page.goto(`${server.url}${pathOf(id)}`);
  await row.getByText("Desk").first().waitFor();
  await row.getByRole("button", { name: "Actions for House models" }).press("Enter");
  await page.getByRole("menuitem", { name: "Test" }).press("Enter");
  await row.getByText("Fails").waitFor();
  await expectAccessibleInBothThemes(page);
  await row.getByRole("button", { name: "Actions for House models" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove" }).press("Enter");
  await page.getByText("“Desk” will continue with the installation's model.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Remove provider" }).press("Enter");
  await page.getByText("No providers yet").waitFor();
});

test("by keyboard an Owner chooses the model by which documents are found, and reads at the field why one cannot be used", async () => {
  const { id, owner } = await createOrganization(server);
  const { body } = await call<{ id: string }>(server, owner, `POST /v1/organizations/${id}/model-providers`, {
    name: "House models",
    kind: "compatible",
    base_url: embeddings.url,
    is_tested: false,
  });
  await server.database.admin.query("update model_providers set embedding_models = '{large,small}', worked_at = now() where id = $1", [
    body.id,
  ]);
  const page = await browser.open(`${server.url}${pathOf(id)}`, { cookie: owner.cookie });
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Finding documents" }) });
  const model = section.getByRole("combobox", { name: "Model" });
  await model.waitFor();
  await expectAccessibleInBothThemes(page);
  await model.fill("large");
  await page.getByRole("option", { name: "large – House models" }).waitFor();
  await page.keyboard.press("Enter");
  embeddings.trouble = { status: 404 };
  await section.getByRole("button", { name: "Test and save" }).press("Enter");
  await section.getByText(/The model could not be used\. It answered 404/).waitFor();
  await expectAccessibleInBothThemes(page);
  embeddings.trouble = null;
  await section.getByRole("button", { name: "Test and save" }).press("Enter");
  await page.getByText("The model is saved.").waitFor();
  const row = page.getByRole("row", { name: "House models" });
  await row.getByText("Finding documents").waitFor();
  await row.getByRole("button", { name: "Actions for House models" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove" }).press("Enter");
  await page.getByText("“Finding documents” will continue with the installation's model.").waitFor();
});

test("on a phone the page fits, and a Member learns who sees it", async () => {
  const { id } = await createOrganization(server);
  const member = await createMember(server, id, "member");
  const page = await browser.open(`${server.url}${pathOf(id)}`, { cookie: member.cookie, width: 390 });
  await page.getByText("Owner", { exact: false }).first().waitFor();
  await expectAccessibleInBothThemes(page);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
});
