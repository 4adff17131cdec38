import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { Agent } from "#features/agents/contract.ts";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createAgent, createOrganization, createProject } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";

const server = useServer();
const browser = useBrowser();
let agent: string;
let owner: { cookie: string };
let address: string;
let api: string;
const tag = (attributes = "") => `<script src="${server.url}/widget.js" data-agent="${agent}" ${attributes} async></script>`;
const site = useCustomerSite((path) => {
  if (path === "/dark") return { head: `<style>:root { color-scheme: dark }</style>`, body: tag() };
  return { body: tag(path === "/attributes" ? `data-theme="dark" data-position="right"` : "") };
});

beforeAll(async () => {
  const organization = await createOrganization(server);
  owner = organization.owner;
  const project = await createProject(server, organization.id, organization.owner.id);
  agent = await createAgent(server, organization, project, { name: "Desk" });
  const path = `organizations/${organization.id}/projects/${project}/agents/${agent}`;
  [address, api] = [`${server.url}/${path}/appearance`, `/v1/${path}`];
});

const button = (page: Page) => page.locator("botcadence-widget .launcher");
const styleOf = (page: Page, property: string) =>
  page.evaluate(
    `getComputedStyle(document.querySelector("botcadence-widget").shadowRoot.querySelector(".launcher")).getPropertyValue("${property}")`,
  );
const isSaved = (page: Page) => page.getByRole("status").getByText("Saved", { exact: true }).waitFor();

test("what is chosen in the studio is seen beside it, and on a website of another origin once it is published", async () => {
  const page = await browser.open(address, { cookie: owner.cookie });
  const color = page.getByRole("textbox", { name: "Colour", exact: true });
  await color.fill("#ffd43b");
  await page.getByText("This cannot be read well on the light widget.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: /^Use #/ }).press("Enter");
  const taken = await color.inputValue();
  expect(taken).toMatch(/^#[0-9a-f]{6}$/);
  await color.fill("#8b1e3f");
  await page.getByRole("combobox", { name: "Position" }).press("Enter");
  await page.getByRole("option", { name: "Bottom left" }).click();
  await page.getByRole("textbox", { name: "Distance from the bottom" }).fill("80");
  await page.getByRole("textbox", { name: "Text on the button" }).fill("Ask us");
  await page.getByRole("combobox", { name: "Light or dark" }).press("Enter");
  await page.getByRole("option", { name: "As the page" }).click();
  await isSaved(page);
  const preview = page.getByRole("region", { name: "Preview" });
  expect(await preview.getByText("Ask us").count()).toBe(2);
  await expectAccessibleInBothThemes(page);

  const before = await browser.open(`${site.url}/`);
  await button(before).waitFor();
  expect([await styleOf(before, "background-color"), await button(before).textContent()]).toEqual(["rgb(0, 118, 118)", ""]);

  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("ins").getByText("#8b1e3f").waitFor();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Version 2 answers now.").waitFor();
  expect((await call<Agent>(server, owner, `GET ${api}`)).body).toMatchObject({
    color: "#8b1e3f",
    color_dark: null,
    position: "left",
    theme: "page",
  });

  const after = await browser.open(`${site.url}/`);
  await after.getByRole("button", { name: "Ask us" }).waitFor();
  expect(await styleOf(after, "background-color")).toBe("rgb(139, 30, 63)");
  const box = (await button(after).boundingBox())!;
  expect([box.x, Math.round(box.y + box.height)]).toEqual([24, after.viewportSize()!.height - 80]);
  await button(after).click();
  const chat = after.getByRole("dialog");
  await chat.getByText("Hello. How can I help?").waitFor();
  expect((await chat.boundingBox())!.x).toBe(24);
  await expectAccessible(after);
});

test("a page's own color-scheme and the script's attributes decide, where they may", async () => {
  const dark = await browser.open(`${site.url}/dark`);
  await button(dark).waitFor();
  expect(await styleOf(dark, "color-scheme")).toBe("dark");
  expect(await styleOf(dark, "background-color")).not.toBe("rgb(139, 30, 63)");
  await button(dark).click();
  await dark.getByText("Hello. How can I help?").waitFor();
  await expectAccessible(dark);

  const attributes = await browser.open(`${site.url}/attributes`, { width: 390, height: 780 });
  await button(attributes).waitFor();
  const box = (await button(attributes).boundingBox())!;
  expect([Math.round(box.x + box.width), await styleOf(attributes, "color-scheme")]).toEqual([374, "dark"]);
});
