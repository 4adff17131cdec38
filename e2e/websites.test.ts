import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { page as pageOf, startSite } from "#testing/trap-site.ts";

const site = await startSite();
const server = useServer({ variables: { CONNECTOR_ALLOW: site.hostAndPort, SITE_INTERVAL_MS: "60" } });
const browser = useBrowser();
afterAll(() => site.close());

const guides = Array.from({ length: 30 }, (_, index) => `guide-${index + 1}`);
const guide = (name: string, more = "") =>
  pageOf(name, `Everything about ${name}: how it is stored, how it is sharpened and where it is sold.${more}`);

function publish(): void {
  site.pages.clear();
  site.pages.set("/", {
    body: pageOf("Northwind", "Northwind makes tools for gardens.", { links: [...guides, "basket"].map((name) => `/${name}`) }),
  });
  for (const name of guides) site.pages.set(`/${name}`, { body: guide(name) });
  site.pages.set("/basket", { headers: { "x-robots-tag": "noindex" }, body: guide("basket") });
}

async function openKnowledge(): Promise<Page> {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  return browser.open(`${server.url}/organizations/${organization.id}/projects/${project}/knowledge?tab=domains`, {
    cookie: organization.owner.cookie,
  });
}

test("a website is estimated, added, stopped and resumed, its pages say what came of each, and what changed is shown, by keyboard", async () => {
  publish();
  const page = await openKnowledge();
  await page.getByText("No domains yet").waitFor();
  await expectAccessibleInBothThemes(page);

  await page.getByRole("button", { name: "Add Domains" }).first().press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add Domains" });
  await page.keyboard.type("http://192.168.1.1/");
  await page.keyboard.press("Enter");
  await dialog.getByText("The address leads into a private network", { exact: false }).waitFor();
  // While the first address is being looked at, Enter does nothing.
  await dialog.getByRole("button", { name: "Estimate", disabled: false }).waitFor();
  await dialog.getByLabel("Address").fill(site.url);
  await page.keyboard.press("Enter");
  await dialog.getByText("34 pages linked from its first page", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByLabel("Leave out pages that fit").fill("/guide-30");
  await dialog.getByRole("button", { name: "Add Domains" }).press("Enter");

  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: site.hostAndPort }) });
  await card.getByRole("button", { name: `Show the pages of ${site.hostAndPort}` }).press("Enter");
  await card.getByText("read", { exact: false }).first().waitFor();
  await card.getByRole("button", { name: "Stop" }).press("Enter");
  await card.getByText("Stopped").waitFor();
  await expectAccessibleInBothThemes(page);
  await card.getByRole("button", { name: "Resume" }).press("Enter");
  await card.getByText("30 pages, 30 passages", { exact: false }).waitFor({ timeout: 40_000 });
  await page.getByRole("tab", { name: "Domains 1", selected: true }).waitFor();
  await card.getByRole("button", { name: "Skipped 1" }).press("Enter");
  await card.getByText("The page asks not to be indexed (noindex)").waitFor();
  await card.getByRole("button", { name: "All 33" }).press("Enter");
  await card.getByText("/guide-7", { exact: true }).waitFor();
  await expectAccessibleInBothThemes(page);

  await card.getByRole("button", { name: `Actions for ${site.hostAndPort}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Settings" }).press("Enter");
  const settings = page.getByRole("dialog", { name: `How ${site.hostAndPort} is read` });
  expect(await settings.getByLabel("Leave out pages that fit").inputValue()).toBe("/guide-30");
  await settings.getByLabel("Pages at most").fill("900000");
  await settings.getByRole("button", { name: "Save" }).press("Enter");
  await settings.getByText("Read at most", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
  await settings.getByLabel("Pages at most").fill("33");
  await settings.getByLabel("Leave out pages that fit").fill("/guide-30\n/guide-29");
  await settings.getByLabel("Read again").press("Enter");
  await page.getByRole("option", { name: "Every week" }).press("Enter");
  await settings.getByRole("button", { name: "Save" }).press("Enter");
  await settings.waitFor({ state: "detached" });
  await card.getByText("every week", { exact: false }).waitFor();

  site.pages.set("/guide-2", { body: guide("guide-2", " It can be lent for a day.") });
  site.pages.set("/guide-3", { status: 404 });
  await card.getByRole("button", { name: `Actions for ${site.hostAndPort}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Sync again" }).press("Enter");
  await card.getByRole("button", { name: "3 pages changed" }).press("Enter", { timeout: 40_000 });
  await page.getByRole("heading", { name: "What changed" }).waitFor();
  await page.getByText("It can be lent for a day.").waitFor();
  expect(await page.locator("ins").allTextContents()).toEqual([expect.stringContaining("It can be lent for a day.")]);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "/guide-3 Gone" }).press("Enter");
  await page.getByText("Removed").waitFor();
  await page.goBack();
  await card.waitFor();
}, 120_000);

test("pages are pasted by the line; what cannot be read says so at its line, and the rest is added", async () => {
  publish();
  const page = await openKnowledge();
  await page.getByRole("tab", { name: "URLs" }).click();
  await page.getByText("No URLs yet").waitFor();
  await page.getByRole("button", { name: "Add URLs" }).first().press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add URLs" });
  await dialog.getByLabel("Addresses").fill(`${site.url}/guide-1\n\nftp://example.com/x\n${site.url}/guide-2\n`);
  await dialog.getByRole("button", { name: "Add URLs" }).press("Enter");
  await dialog.getByText("2 pages were added. What is left cannot be read:").waitFor();
  await dialog.getByText("Line 1, ftp://example.com/x: Only addresses that begin with http:// or https:// can be reached.").waitFor();
  expect(await dialog.getByLabel("Addresses").inputValue()).toBe("ftp://example.com/x");
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Escape");
  await page.getByRole("row").filter({ hasText: "/guide-1" }).getByText("Synced").waitFor({ timeout: 20_000 });
  await page.getByRole("link", { name: `${site.hostAndPort}/guide-1` }).press("Enter");
  await page.getByRole("dialog").getByText("Everything about guide-1", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
}, 60_000);
