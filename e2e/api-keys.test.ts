import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createMember, createOrganization, createProject } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const run = promisify(execFile);
const pathOf = (organizationId: string) => `/organizations/${organizationId}/settings/api-keys`;

test("by keyboard an Owner generates a key, runs the line that is shown, and revokes it", async () => {
  const organization = await createOrganization(server);
  await createProject(server, organization.id, organization.owner.id, "Help centre");
  const page = await browser.open(`${server.url}${pathOf(organization.id)}`, { cookie: organization.owner.cookie });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByText("No API key yet").waitFor();
  await page.getByRole("button", { name: "Generate New Key" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Generate New Key" });
  await dialog.getByRole("textbox", { name: "Name" }).press("Enter");
  await dialog.getByText("A key needs a name.").waitFor();
  // The field that is wrong takes the focus once more after its message is there, also from a button pressed meanwhile.
  await expect
    .poll(async () => {
      await dialog.getByRole("button", { name: "None" }).press("Enter");
      return dialog.getByText("0 permissions", { exact: true }).count();
    })
    .toBe(1);
  await dialog.getByRole("group", { name: "Projects" }).getByRole("checkbox", { name: "See projects" }).press("Space");
  await dialog.getByText("1 permission", { exact: true }).waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Warehouse");
  await page.keyboard.press("Enter");

  const shown = page.getByRole("dialog", { name: "Warehouse is generated" });
  await shown.getByText("It is not shown again.").waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Cancel" }).press("Enter");
  await shown.getByRole("button", { name: "Copy command" }).press("Enter");
  await shown.getByText("Copied").waitFor();
  const line = await page.evaluate<string>("navigator.clipboard.readText()");
  expect(await shown.getByLabel("Try it in a terminal").textContent()).toBe(line);
  const answer = JSON.parse(await inShell(line)) as { total: number; data: { name: string }[] };
  expect([answer.total, answer.data[0]!.name]).toEqual([1, "Help centre"]);
  await shown.getByRole("button", { name: "Done" }).press("Enter");
  await shown.waitFor({ state: "hidden" });

  await page.reload();
  const row = page.getByRole("row", { name: "Warehouse" });
  await row.getByText("Read-only").waitFor();
  await row.getByText("127.0.0.1").waitFor();
  expect(await page.content()).not.toContain(/bck_\w{40}/.exec(line)![0]);
  await expectAccessibleInBothThemes(page);
  await row.getByRole("button", { name: "Actions for Warehouse" }).press("Enter");
  await page.getByRole("menuitem", { name: "Revoke" }).press("Enter");
  await page.getByRole("button", { name: "Revoke key" }).press("Enter");
  await page.getByText("No API key yet").waitFor();
  expect(JSON.parse(await inShell(line))).toMatchObject({ error: { code: "unauthenticated" } });
});

test("a key that was not copied is not lost by accident, and a person who cannot see keys is told who can", async () => {
  const organization = await createOrganization(server);
  const page = await browser.open(`${server.url}${pathOf(organization.id)}?new=true`, { cookie: organization.owner.cookie, width: 390 });
  await page.getByRole("textbox", { name: "Name" }).fill("Forgotten");
  await page.getByRole("button", { name: "Generate key" }).click();
  await page.getByText("Copy the key now").waitFor();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Close without a copy" }).click();
  await page.getByRole("list", { name: "API keys" }).getByText("Never used").waitFor();
  // It fades, and its question with it.
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);

  const viewer = await createMember(server, organization.id, "viewer");
  const other = await browser.open(`${server.url}${pathOf(organization.id)}`, { cookie: viewer.cookie });
  await other.getByText("Your role does not have access to this").waitFor();
  expect(await other.getByRole("link", { name: "API Keys" }).count()).toBe(0);
});

/** As it is pasted into a terminal; curl follows the line alone, and no proxy of this machine. */
async function inShell(line: string): Promise<string> {
  const { stdout } = await run("sh", ["-c", line], { env: { PATH: process.env.PATH, no_proxy: "*" } });
  return stdout;
}
