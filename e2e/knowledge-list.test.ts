import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createOrganization, createProject, upload } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();

test("the list says what it holds in all; its search, filter, order and page are in the address, and several are synced again", async () => {
  const { id, owner } = await createOrganization(server);
  const project = await createProject(server, id, owner.id);
  const files = Array.from({ length: 54 }, (_, index) => ({
    name: `guide-${String(index + 1).padStart(2, "0")}.md`,
    bytes: `# Guide\n\nWords of guide ${index + 1}.`,
  }));
  await upload(server, owner, `/v1/organizations/${id}/projects/${project}/sources/files`, files);
  const waiting = "select 1 from sources where organization_id = $1 and status = 'processing'";
  await expect.poll(async () => (await server.database.admin.query(waiting, [id])).rowCount, { timeout: 60_000 }).toBe(0);
  await server.database.admin.query(
    "update sources set warnings = '{Page 2 is damaged and could not be read.}' where organization_id = $1 and name in ('guide-07.md', 'guide-08.md')",
    [id],
  );
  const address = `${server.url}/organizations/${id}/projects/${project}/knowledge`;
  const page = await browser.open(`${address}?tab=files`, { cookie: owner.cookie });
  await page.getByText("54 sources").waitFor();
  await page.getByText("1 kB in all").waitFor();
  await page.getByRole("button", { name: "Name" }).press("Enter");
  await page.getByRole("button", { name: "Next page" }).press("Enter");
  await page.getByRole("link", { name: "guide-54.md" }).waitFor();
  expect(saidBy(page)).toEqual({ tab: "files", sort: "name", page: "2" });
  await page.reload();
  await page.getByRole("link", { name: "guide-54.md" }).waitFor();

  await page.getByRole("combobox", { name: "Status" }).press("Enter");
  await page.getByRole("option", { name: "With warnings" }).press("Enter");
  await page.getByText("2 sources").waitFor();
  await page.getByText("1 warning").first().waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("searchbox", { name: "Search files" }).fill("guide-07");
  await page.getByText("1 source", { exact: true }).waitFor();
  expect(saidBy(page)).toEqual({ tab: "files", sort: "name", status: "warnings", q: "guide-07" });
  await page.reload();
  await page.getByText("1 source", { exact: true }).waitFor();
  expect(await page.getByRole("searchbox", { name: "Search files" }).inputValue()).toBe("guide-07");
  await page.getByRole("searchbox", { name: "Search files" }).fill("");
  await page.getByText("2 sources").waitFor();

  await page.getByRole("checkbox", { name: "Select all" }).press("Space");
  await page.getByRole("button", { name: "Sync 2 sources again" }).press("Enter");
  await page.getByText("2 sources are read again.").waitFor();
  // What they could not be read of is gone with the reading before.
  await page.getByText("No file matches this").waitFor({ timeout: 20_000 });

  await page.getByRole("tab", { name: "URLs" }).click();
  await page.getByText("No URLs yet").waitFor();
  expect(saidBy(page)).toEqual({ tab: "urls" });
}, 150_000);

const saidBy = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
