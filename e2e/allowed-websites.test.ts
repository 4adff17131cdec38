import { beforeAll, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createAgent, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";

const server = useServer();
const browser = useBrowser();
const agents = { open: "", closed: "" };
const site = useCustomerSite((path) => {
  const script = (agent: string) => `<script src="${server.url}/widget.js" data-agent="${agent}" async></script>`;
  if (path === "/open") return { body: script(agents.open) };
  if (path === "/closed") return { body: script(agents.closed) };
  if (path !== "/inline") return;
  return {
    body: `<div style="height: 400px"><botcadence-widget mode="inline" agent="${agents.closed}"></botcadence-widget></div><script src="${server.url}/widget.js" async></script>`,
  };
});

let organization: TestOrganization;
let project: string;
beforeAll(async () => {
  organization = await createOrganization(server);
  project = await createProject(server, organization.id, organization.owner.id);
  agents.open = await createAgent(server, organization, project, { allowed_origins: ["https://shop.example", site.url] });
  agents.closed = await createAgent(server, organization, project, { name: "Lamp desk", allowed_origins: ["https://shop.example"] });
});
const pageOf = (agent: string) => `${server.url}/organizations/${organization.id}/projects/${project}/agents/${agent}`;

test.each(["/closed", "/inline"])(
  "on a website that is not allowed the widget shows nothing and says one word in the console (%s)",
  async (path) => {
    const page = await browser.open("about:blank");
    const said: string[] = [];
    page.on("console", (line) => void (line.type() === "warning" && said.push(line.text())));
    await page.goto(site.url + path);
    await expect
      .poll(() => said)
      .toEqual(["The chat is not shown: This agent does not answer on this website. Its team can add the website's address to the agent."]);
    const controls = "document.querySelector('botcadence-widget').shadowRoot.querySelectorAll('button, textarea').length";
    expect(await page.evaluate(controls)).toBe(0);
    expect(await page.getByRole("button").count()).toBe(0);
  },
);

test("on a website of the list it is there", async () => {
  const page = await browser.open(`${site.url}/open`);
  await page.getByRole("button", { name: "Open chat" }).click();
  await page.getByText("Hello. How can I help?").waitFor();
});

test("the team tests an agent in the dashboard and on its test page, whichever websites it answers on", async () => {
  const page = await browser.open(`${pageOf(agents.closed)}/website`, { cookie: organization.owner.cookie });
  await page.locator("botcadence-widget").getByText("Hello. How can I help?").waitFor();
  const path = `/v1/organizations/${organization.id}/projects/${project}/agents/${agents.closed}/test-page`;
  const { body } = await call<{ url: string }>(server, organization.owner, `POST ${path}`, {});
  const guest = await browser.open(body.url);
  await guest.getByText("Hello. How can I help?").waitFor();
});

test("websites are taken as they are typed, and a switch for apps says what it opens", async () => {
  const agent = await createAgent(server, organization, project);
  const page = await browser.open(`${pageOf(agent)}/website`, { cookie: organization.owner.cookie });
  await page.getByRole("button", { name: "Add a website" }).click();
  expect(await page.getByRole("checkbox", { name: "Apps and files too" }).count()).toBe(1);
  await page.getByLabel("Website 1").fill("Shop.Example/contact");
  await page.getByRole("button", { name: "Add a website" }).click();
  await page.getByLabel("Website 2").fill("https://*.Bücher.example");
  await page.getByRole("checkbox", { name: "Apps and files too" }).check();
  await page.getByText("capacitor://localhost").waitFor();
  await page
    .locator("form")
    .filter({ has: page.getByLabel("Website 1", { exact: true }) })
    .getByRole("button", { name: "Save" })
    .click();
  await page.getByText("The agent is saved.").waitFor();
  expect(await page.getByLabel("Website 1").inputValue()).toBe("https://shop.example");
  expect(await page.getByLabel("Website 2").inputValue()).toBe("https://*.xn--bcher-kva.example");
  await page.reload();
  await expect.poll(() => page.getByRole("checkbox", { name: "Apps and files too" }).isChecked()).toBe(true);
  await expectAccessibleInBothThemes(page);
});

test("an agent that names a model that is not offered says on its page who answers instead", async () => {
  const agent = await createAgent(server, organization, project, { name: "Modeller", model_name: "gpt-99" });
  const page = await browser.open(pageOf(agent), { cookie: organization.owner.cookie });
  await page.getByText("gpt-99 is not offered here. The built-in answerer answers instead.").waitFor();
  await page.getByRole("link", { name: "Chat Agents" }).click();
  await expect.poll(() => page.getByRole("row", { name: /Modeller/ }).innerText()).toContain("Built-in answerer");
});
