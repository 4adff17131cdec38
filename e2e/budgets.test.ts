import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createMember, createOrganization, createPhoneNumber, createProject, type TestOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";

const server = useServer();
const browser = useBrowser();
let agentId = "";
const site = useCustomerSite(() => ({ body: `<script src="${server.url}/widget.js" data-agent="${agentId}" async></script>` }));

test("a visitor beyond a spent budget is told whom to call, everybody inside why, and the Owner raises it", async () => {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  await createPhoneNumber(server, organization.id);
  agentId = await createAgent(organization, project);

  const usage = await openUsage(organization);
  const answers = usage.getByRole("textbox", { name: "Answers", exact: true });
  await answers.fill("1");
  await answers.press("Enter");
  await usage.getByText("0 of 1 used, 1 left").waitFor();
  await expectAccessibleInBothThemes(usage);

  const visitor = await browser.open(site.url, { width: 390, height: 780 });
  await visitor.getByRole("button", { name: "Open chat" }).click();
  const question = visitor.getByRole("textbox", { name: "Message" });
  await question.fill("Do you repair bicycles?");
  await question.press("Enter");
  await visitor.getByRole("link", { name: "Call +49 30 901820" }).waitFor();
  await question.fill("And to Norway?");
  await question.press("Enter");
  await visitor.getByText("This chat is not available at the moment. You can call").waitFor();
  const link = visitor.getByRole("link", { name: "+49 30 901820", exact: true });
  expect(await link.getAttribute("href")).toBe("tel:+4930901820");
  expect(await visitor.getByRole("button", { name: "Try again" }).count()).toBe(0);
  await expectAccessible(visitor);

  const viewer = await createMember(server, organization.id, "viewer");
  const seen = await openUsage({ ...organization, owner: viewer });
  await seen.getByRole("alert").filter({ hasText: "The budget of answers for this month is spent." }).waitFor();
  expect(await seen.getByRole("heading", { name: "Budget" }).count()).toBe(0);
  await expectAccessibleInBothThemes(seen);

  await usage.reload();
  await usage.getByText("1 of 1 used, none left").waitFor();
  await answers.fill("-5");
  await answers.press("Tab");
  await answers.fill("20");
  await answers.press("Enter");
  await usage.getByText("1 of 20 used, 19 left").waitFor();
  await usage.getByText("The budget of answers for this month is spent.").waitFor({ state: "hidden" });
});

test("an agent gets a cap of its own, on a phone too, and a colleague's change is not overwritten unseen", async () => {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  agentId = await createAgent(organization, project);
  const page = await openUsage(organization, 390);
  await page.getByRole("combobox", { name: "Project of the agent" }).waitFor();
  // The filter of conversations lists the same agents, where it is shown before the list is known to be empty.
  await page.evaluate(`__TSR_ROUTER__.history.push("/organizations/${organization.id}/projects/${project}/conversations")`);
  await page.getByText("No conversation yet").waitFor();
  await page.goBack();
  await page.getByRole("combobox", { name: "Project of the agent" }).click();
  await page.getByRole("option", { name: "Help centre" }).click();
  await page.getByRole("combobox", { name: "Agent", exact: true }).click();
  await page.getByRole("option", { name: "Desk" }).click();
  await page.getByRole("group", { name: "Desk" }).getByLabel("Answers").fill("5");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("group", { name: "Desk" }).getByText("0 of 5 used, 5 left").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  await expectAccessibleInBothThemes(page);

  const field = page.getByRole("textbox", { name: "Answers", exact: true }).first();
  await field.fill("30");
  await call(server, organization.owner, `PUT /v1/organizations/${organization.id}/budget`, { answers: 40 }, { origin: server.url });
  await field.press("Enter");
  await page.getByText("Somebody else saved this while you were writing").waitFor();
  await page.getByRole("button", { name: "Save mine" }).click();
  await page.getByText("0 of 30 used, 30 left").waitFor();
});

async function createAgent(organization: TestOrganization, project: string): Promise<string> {
  const path = `POST /v1/organizations/${organization.id}/projects/${project}/agents`;
  return (await call<{ id: string }>(server, organization.owner, path, { name: "Desk" }, { origin: server.url })).body.id;
}

function openUsage(organization: TestOrganization, width = 1280): Promise<Page> {
  return browser.open(`${server.url}/organizations/${organization.id}/usage`, { width, cookie: organization.owner.cookie });
}
