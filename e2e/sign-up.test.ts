import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();

test("somebody signs up by keyboard, creates a project, switches the organization and signs out", async () => {
  const page = await browser.open(server.url);
  await page.waitForURL("**/sign-up");
  await expectAccessibleInBothThemes(page);

  await signUpByKeyboard(page, "lena@example.com");
  await page.waitForURL(/\/organizations\/org_\w+\/projects$/);
  await heading(page, "Projects");
  await page.getByRole("button", { name: "lena (switch organization)" }).waitFor();
  await expectAccessibleInBothThemes(page);
  const first = organizationOf(page);

  await page.getByRole("button", { name: "New project" }).press("Enter");
  await page.getByRole("dialog", { name: "New project" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Enter");
  await page.getByText("A project needs a name.").waitFor();
  await page.keyboard.type("Help centre");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/projects\/prj_\w+$/);
  await heading(page, "Help centre");
  await expectAccessibleInBothThemes(page);

  await page.getByRole("link", { name: "Organizations", exact: true }).press("Enter");
  await heading(page, "Organizations");
  await page.getByText("1 project", { exact: true }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "New organization" }).press("Enter");
  await page.getByLabel("Organization Name").fill("Second Company");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/organizations\/org_\w+\/projects$/);
  await page.getByText("No project yet").waitFor();
  expect(organizationOf(page)).not.toBe(first);

  await page.getByRole("button", { name: "Second Company (switch organization)" }).press("Enter");
  await page.getByPlaceholder("Find an organization").fill("lena");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Help centre" }).waitFor();
  expect(organizationOf(page)).toBe(first);

  await page.getByRole("button", { name: /your menu/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await heading(page, "Sign in");
  await expectAccessibleInBothThemes(page);

  // Somebody has an account by now.
  await page.goto(server.url);
  await page.waitForURL("**/sign-in");
  await heading(page, "Sign in");

  await page.goto(`${server.url}/organizations/${first}/settings`);
  await page.waitForURL(/\/sign-in\?return_to=/);
  await page.getByLabel("Email").fill("lena@example.com");
  await page.getByLabel("Password", { exact: true }).fill("Passw0rdPassw0rd");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/organizations/${first}/settings`);
  await heading(page, "Organization Settings");
  await expectAccessibleInBothThemes(page);
});

test("an organization that is not the user's leads to the last one that is, and says why", async () => {
  const page = await browser.open(`${server.url}/sign-up`);
  await signUpByKeyboard(page, "omar@example.com");
  await page.waitForURL(/\/organizations\/org_\w+\/projects$/);
  const own = organizationOf(page);
  await page.goto(`${server.url}/organizations/org_01h455vb4pex5vsknk084sn02q/settings`);
  await page.waitForURL(`**/organizations/${own}/projects`);
  expect(await page.getByText("you do not belong to it").textContent()).toContain("This is the one you used last.");
});

test("the sign-up page says what is wrong at the field, before and after the server was asked", async () => {
  const page = await browser.open(`${server.url}/sign-up`);
  await page.getByLabel("Email").fill("omar@example.com");
  await page.getByLabel("Password", { exact: true }).fill("Harb0urlight");
  await page.getByText("A digit, met").waitFor();
  await page.getByLabel("Confirm Password").fill("Harb0urlighT");
  await page.keyboard.press("Enter");
  await page.getByText("The two passwords are not the same.").waitFor();
  await page.getByLabel("Confirm Password").fill("Harb0urlight");
  await page.keyboard.press("Enter");
  await page.getByText("There is already an account with this address.").waitFor();
  const described = await page.getByLabel("Email").getAttribute("aria-describedby");
  expect(await page.locator(`[id="${described}"]`).textContent()).toContain("There is already an account");
  await expectAccessibleInBothThemes(page);
});

async function signUpByKeyboard(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").waitFor();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type("Passw0rdPassw0rd");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Passw0rdPassw0rd");
  await page.keyboard.press("Enter");
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { name, level: 1 }).waitFor();
}

function organizationOf(page: Page): string {
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}
