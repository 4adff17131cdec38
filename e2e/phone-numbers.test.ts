import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import {
  call,
  createMember,
  createOrganization,
  createPhoneNumber,
  createProject,
  setStatus,
  type TestOrganization,
} from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";

const server = useServer();
const browser = useBrowser();
let agentId = "";
const site = useCustomerSite(() => ({ body: `<script src="${server.url}/widget.js" data-agent="${agentId}" async></script>` }));

test("an Owner adds numbers by keyboard, verifies one, makes it the sender, and deletes the primary one", async () => {
  const organization = await createOrganization(server);
  const page = await openSettings(organization);
  await page.getByText("No phone number yet").waitFor();
  await page.getByRole("button", { name: "Add phone number" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add phone number" });
  await dialog.getByRole("combobox", { name: "Country" }).fill("germ");
  await page.getByRole("option", { name: "Germany (+49)" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("12345678901234567");
  await page.keyboard.press("Enter");
  await dialog.getByText("There is no such number in Germany. Check its digits.").waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByLabel("Phone number").fill("030 901820");
  await dialog.getByText("From abroad: +49 30 901820").waitFor();
  await dialog.getByLabel("Label (optional)").fill("Front desk");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await row(page, "+49 30 901820").getByText("Primary").waitFor();
  await row(page, "+49 30 901820").getByText("030 901820 · Front desk").waitFor();
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Add phone number");

  await page.getByRole("button", { name: "Add phone number" }).click();
  await dialog.getByLabel("Phone number").fill("+43 664 1234567");
  await dialog.getByText("From abroad: +43 664 1234567").waitFor();
  expect(await dialog.getByRole("combobox", { name: "Country" }).inputValue()).toBe("Austria (+43)");
  await dialog.getByRole("checkbox", { name: "SMS" }).click();
  await discard(page);
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Add phone number" }).click();
  await dialog.getByLabel("Phone number").fill("0664 1234567");
  await choose(page, "Austria");
  await dialog.getByRole("checkbox", { name: "SMS" }).click();
  await dialog.getByRole("button", { name: "Add phone number" }).click();
  await dialog.waitFor({ state: "hidden" });

  const mobile = "+43 664 1234567";
  await menu(page, mobile, "Use as default sender");
  await page.getByText("Verify the number first. Texts come from a verified number only.").waitFor();
  await page.getByRole("button", { name: `Verify ${mobile}` }).click();
  const verify = page.getByRole("dialog", { name: `Verify ${mobile}` });
  await verify.getByRole("button", { name: "Send code" }).click();
  await verify.getByText("The code is on its way.").waitFor();
  expect(await verify.getByRole("button", { name: /Send a new code in \d+ s/ }).isDisabled()).toBe(true);
  const code = /^\d{6}/.exec(server.texts.at(-1)!.text)![0];
  await verify.getByLabel("Code").fill(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
  await page.keyboard.press("Enter");
  await verify.getByText("This is not the code. You have 4 tries left.").waitFor();
  await expectAccessibleInBothThemes(page);
  await verify.getByLabel("Code").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.keyboard.press("Enter");
  await verify.waitFor({ state: "hidden" });
  await row(page, mobile).getByText("Verified", { exact: true }).waitFor();

  await menu(page, mobile, "Use as default sender");
  await row(page, mobile).getByText("Default sender").waitFor();
  await menu(page, mobile, "Make primary");
  await row(page, mobile).getByText("Primary").waitFor();
  expect(await row(page, "+49 30 901820").getByText("Primary").count()).toBe(0);
  await expectAccessibleInBothThemes(page);
  await menu(page, mobile, "Delete");
  await page.getByRole("button", { name: "Delete phone number" }).click();
  await row(page, "+49 30 901820").getByText("Primary").waitFor();
  expect(await row(page, mobile).count()).toBe(0);
});

test("nothing moves once it is there, whichever part of the settings comes last, and the button to add a number stays the same", async () => {
  const organization = await createOrganization(server);
  const address = { legal_name: "Muster GmbH", line1: "Hauptstr. 5", postal_code: "10115", city: "Berlin", country: "DE" };
  await call(server, organization.owner, `PUT /v1/organizations/${organization.id}/billing-address`, address);
  for (const last of ["status-changes", "billing-address", "address-rules", "phone-numbers", "members", "exports"]) {
    const page = await browser.open(`${server.url}/organizations/${organization.id}/projects`, { cookie: organization.owner.cookie });
    await page.addInitScript(watchPlaces);
    const { promise: isOpen, resolve: open } = Promise.withResolvers<void>();
    await page.route(new RegExp(`/v1/.*${last}\\b`), async (route) => {
      await isOpen;
      await route.continue();
    });
    const others = ["status-changes", "billing-address", "phone-numbers", "members", "exports"].filter((part) => part !== last);
    const arrived = Promise.all(others.map((part) => page.waitForResponse((response) => response.url().includes(`/${part}`))));
    await page.goto(`${server.url}/organizations/${organization.id}/settings`, { waitUntil: "commit" });
    await arrived;
    // What they bring would be drawn by then.
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    open();
    await page.getByText("On an invoice").waitFor();
    await page.getByRole("list", { name: "History of the status" }).waitFor();
    await page.getByText("No phone number yet").waitFor();
    await page.getByText("Owner: ").waitFor();
    await page.getByText("No exports yet").waitFor();
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    expect([last, await page.evaluate("[...places].map(([name, tops]) => [name, tops.size]).filter(([, count]) => count > 1)")]).toEqual([
      last,
      [],
    ]);
    expect(await page.evaluate("places.size")).toBeGreaterThan(4);
    await page.close();
  }
});

test("a duplicate is said at its field, and a colleague's change is shown and not overwritten", async () => {
  const organization = await createOrganization(server);
  const id = await createPhoneNumber(server, organization.id);
  const page = await openSettings(organization);
  await page.getByRole("button", { name: "Add phone number" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Phone number").fill("+49 (0)30 90 18 20");
  await page.keyboard.press("Enter");
  await dialog.getByText("The organization has this number already.").waitFor();
  await discard(page);
  await dialog.waitFor({ state: "hidden" });

  await menu(page, "+49 30 901820", "Edit");
  await dialog.getByLabel("Label (optional)").fill("Mine");
  const path = `PATCH /v1/organizations/${organization.id}/phone-numbers/${id}`;
  await call(server, organization.owner, path, { label: "Reception" }, { origin: server.url });
  await page.keyboard.press("Enter");
  await dialog.getByText("Somebody else saved this while you were writing").waitFor();
  await dialog.getByRole("cell", { name: "Reception" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Save mine" }).click();
  await dialog.waitFor({ state: "hidden" });
  await row(page, "+49 30 901820").getByText("030 901820 · Mine").waitFor();
});

test("a person who cannot change them reads them, and who can", async () => {
  const organization = await createOrganization(server);
  const viewer = await createMember(server, organization.id, "viewer");
  const empty = await openSettings({ ...organization, owner: viewer });
  await empty.getByText("Owners and Admins add phone numbers.").waitFor();
  await createPhoneNumber(server, organization.id, undefined, { verified: true });
  await empty.reload();
  await empty.getByText("Owners and Admins change phone numbers.").waitFor();
  await row(empty, "+49 30 901820").getByText("Verified", { exact: true }).waitFor();
  expect(await empty.getByRole("button", { name: /Add phone number|Actions for|Verify/ }).count()).toBe(0);
  await expectAccessibleInBothThemes(empty);
});

test("verifying is offered only where a text can arrive", async () => {
  const organization = await createOrganization(server);
  const landline = "+49 30 901820";
  const mobile = "+49 170 1234567";
  for (const number of [landline, mobile]) await createPhoneNumber(server, organization.id, number.replaceAll(" ", ""));
  const page = await openSettings(organization);
  await row(page, landline).getByText("Receives no SMS").waitFor();
  await page.getByRole("button", { name: `Verify ${mobile}` }).waitFor();
  expect(await page.getByRole("button", { name: `Verify ${landline}` }).count()).toBe(0);
  await page.getByRole("button", { name: `Actions for ${landline}` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).waitFor();
  expect(await page.getByRole("menuitem", { name: "Verify" }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await menu(page, mobile, "Verify");
  await page.getByRole("dialog", { name: `Verify ${mobile}` }).waitFor();
});

test("where no SMS provider is configured nothing offers to verify", async () => {
  const organization = await createOrganization(server);
  await createPhoneNumber(server, organization.id);
  const page = await browser.open("about:blank");
  const [name = "", value = ""] = organization.owner.cookie.split("=", 2);
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.route("**/v1/installation", async (route) => {
    const installation = await (await route.fetch()).json();
    await route.fulfill({ json: { ...installation, sms: "none" } });
  });
  await page.goto(`${server.url}/organizations/${organization.id}/settings`);
  await row(page, "+49 30 901820").waitFor();
  await page.getByRole("button", { name: "Actions for +49 30 901820" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).waitFor();
  expect(await page.getByText(/verif/i).count()).toBe(0);
});

test("on a phone the numbers are a list, and nothing is beside the page", async () => {
  const organization = await createOrganization(server);
  await createPhoneNumber(server, organization.id);
  await createPhoneNumber(server, organization.id, "+12025550123");
  const page = await openSettings(organization, 390);
  await page.getByRole("list", { name: "Phone numbers" }).getByText("+1 202 555 0123").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  await menu(page, "+1 202 555 0123", "Make primary");
  await page.getByText("+1 202 555 0123 is the primary number.").waitFor();
  await expectAccessibleInBothThemes(page);
  await menu(page, "+1 202 555 0123", "Edit");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Phone number").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  // Half faded in, its colours are not yet its own.
  await expect.poll(() => page.evaluate("getComputedStyle(document.querySelector('[role=dialog]')).opacity")).toBe("1");
  await expectAccessibleInBothThemes(page);
});

test("a visitor whose question has no answer can call, after a reload too, and reads the number while the organization is suspended", async () => {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  await createPhoneNumber(server, organization.id);
  const post = `POST /v1/organizations/${organization.id}/projects/${project}/agents`;
  agentId = (await call<{ id: string }>(server, organization.owner, post, { name: "Desk" }, { origin: server.url })).body.id;
  const page = await browser.open(site.url, { width: 390, height: 780 });
  await page.getByRole("button", { name: "Open chat" }).click();
  await page.getByRole("textbox", { name: "Message" }).fill("Do you repair bicycles?");
  await page.keyboard.press("Enter");
  const link = page.getByRole("link", { name: "Call +49 30 901820" });
  await link.waitFor();
  expect(await link.getAttribute("href")).toBe("tel:+4930901820");
  expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await expectAccessible(page);
  await page.reload();
  await page.getByRole("button", { name: "Open chat" }).click();
  await link.waitFor();

  await setStatus(server, organization.id, "suspended");
  await page.getByRole("textbox", { name: "Message" }).fill("And now?");
  await page.keyboard.press("Enter");
  await page.getByText("This chat is not available at the moment. You can call +49 30 901820.").waitFor();
});

/** In each frame, where each heading and button of the page's content stands. */
const watchPlaces = `
  window.places = new Map();
  (function look() {
    const seen = new Map();
    for (const element of document.querySelectorAll("main h2, main button")) {
      const called = element.textContent || element.ariaLabel;
      seen.set(called, (seen.get(called) ?? 0) + 1);
      const name = called + " " + seen.get(called);
      if (!places.has(name)) places.set(name, new Set());
      places.get(name).add(Math.round(element.getBoundingClientRect().top + scrollY));
    }
    requestAnimationFrame(look);
  })();`;

function openSettings(organization: TestOrganization, width = 1280): Promise<Page> {
  return browser.open(`${server.url}/organizations/${organization.id}/settings`, { width, cookie: organization.owner.cookie });
}

const row = (page: Page, number: string) => page.getByRole("row").filter({ hasText: number });

async function menu(page: Page, number: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${number}` }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
  // One that is still fading takes no click, and is there for the next one to find.
  await page.getByRole("menu").waitFor({ state: "detached" });
}

async function choose(page: Page, country: string): Promise<void> {
  const field = page.getByRole("combobox", { name: "Country" });
  await field.fill(country);
  await page.getByRole("option").first().waitFor();
  await field.press("Enter");
}

/** Closes the dialog without what was typed. */
async function discard(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Close without saving?" });
  await question.getByRole("button", { name: "Discard changes" }).press("Enter");
  await question.waitFor({ state: "detached" });
}
