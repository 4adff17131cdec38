import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, useBrowser } from "#testing/browser.ts";
import { call, createAgent, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import type { Lead, LeadPage } from "#features/leads/contract.ts";
import { useCustomerSite } from "./customer-site.ts";
import { launcher, message } from "./lamp-desk.ts";

const server = useServer();
const browser = useBrowser();
let agentId = "";
const site = useCustomerSite(() => ({ body: `<script src="${server.url}/widget.js" data-agent="${agentId}" async></script>` }));
let organization: TestOrganization;
let path = "";
const sentence = "You may write to me about my question.";

beforeAll(async () => {
  organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  agentId = await createAgent(server, organization, project);
  path = `/v1/organizations/${organization.id}/projects/${project}`;
  await call(server, organization.owner, `PATCH ${path}/lead-fields`, {
    fields: [
      { label: "Seats", kind: "number" },
      { label: "Customer", kind: "boolean" },
      { label: "Size", kind: "choice", choices: ["Small", "Large"] },
    ],
  });
});

const setForm = (form: object) => call(server, organization.owner, `PUT ${path}/agents/${agentId}/lead-form`, form);
const leads = async (): Promise<Lead[]> => (await call<LeadPage>(server, organization.owner, `GET ${path}/leads`)).body.data;
const loaded = (page: Page) =>
  page.evaluate<boolean>("performance.getEntriesByType('resource').some(({ name }) => name.includes('/lead-form-'))");

test("before the first message the form covers the chat; what is wrong is said at its field; once sent it is asked for no more", async () => {
  await setForm({
    mode: "before",
    fields: [
      { field: "email", required: true },
      { field: "seats", required: false },
      { field: "customer", required: false },
      { field: "size", required: false },
    ],
    consent_sentence: sentence,
  });
  const page = await browser.open(`${site.url}/`);
  await launcher(page).click();
  const form = page.getByRole("region", { name: "Before we start" });
  await form.waitFor();
  await expectAccessible(page);
  // The composer is below it.
  expect(await message(page).evaluate((field) => field.closest("[inert]") !== null)).toBe(true);
  await expect.poll(() => form.locator(":focus").count()).toBe(1);
  await form.getByRole("textbox", { name: "Email" }).fill("ann at example");
  await form.getByRole("textbox", { name: "Seats" }).fill("many");
  await page.keyboard.press("Enter");
  await form.getByText("Enter an email address such as name@example.com.").waitFor();
  await form.getByRole("textbox", { name: "Email" }).fill("ann@example.com");
  await form.getByRole("button", { name: "Send" }).press("Enter");
  await form.getByText("Tick this to continue.").waitFor();
  await form.getByRole("checkbox", { name: sentence }).press("Space");
  await form.getByRole("button", { name: "Send" }).press("Enter");
  await form.getByText("Enter a number.").waitFor();
  await expectAccessible(page);
  expect(await form.locator(":focus").getAttribute("id")).toBe("lead-seats");
  await form.getByRole("textbox", { name: "Seats" }).fill("12,5");
  await form.getByRole("combobox", { name: "Customer" }).selectOption("No");
  await form.getByRole("combobox", { name: "Size" }).selectOption("Large");
  await form.getByRole("button", { name: "Send" }).press("Enter");
  await form.waitFor({ state: "detached" });
  expect(await message(page).evaluate((field) => [field.closest("[inert]"), field.matches(":focus")])).toEqual([null, true]);
  expect((await leads())[0]).toMatchObject({
    email: "ann@example.com",
    fields: { seats: 12.5, customer: false, size: "Large" },
    consent: { sentence },
    conversation_count: 1,
  });
  await page.reload();
  await launcher(page).click();
  await message(page).waitFor();
  await page.waitForTimeout(300);
  expect(await form.count()).toBe(0);
  await page.getByRole("button", { name: "Withdraw consent" }).click();
  await page.getByRole("status").getByText("Your consent is withdrawn.").waitFor();
  expect((await leads())[0]).toMatchObject({ email: "ann@example.com", consent: null, consent_withdrawn_at: expect.any(String) });
  await page.getByRole("button", { name: "Close chat" }).first().click();
});

test("an agent asks for one thing after the other once it had no answer, guesses nothing, takes no for an answer, and asks once", async () => {
  await setForm({
    mode: "asked",
    fields: [
      { field: "email", required: true },
      { field: "phone", required: true },
      { field: "seats", required: false },
    ],
    consent_sentence: sentence,
  });
  const page = await browser.open(`${site.url}/`);
  const before = (await leads()).length;
  await launcher(page).click();
  await message(page).waitFor();
  const asked = page.locator("form.inquiry");
  await page.waitForTimeout(300);
  expect(await asked.count()).toBe(0);
  await message(page).fill("Do you sell umbrellas? I am ann@example.com.");
  await message(page).press("Enter");
  await asked.getByText(sentence).waitFor();
  // Who is writing on is not taken away from it.
  expect(await message(page).evaluate((field) => field.matches(":focus"))).toBe(true);
  expect(await leads()).toHaveLength(before);
  await expectAccessible(page);
  await asked.getByRole("button", { name: "I agree" }).click();
  const email = asked.getByRole("textbox", { name: "What is your email address?" });
  expect([await email.inputValue(), await email.evaluate((field) => field.matches(":focus"))]).toEqual(["", true]);
  await email.fill("bob at example");
  await page.keyboard.press("Enter");
  await asked.getByText("Enter an email address such as name@example.com.").waitFor();
  await expectAccessible(page);
  await email.fill("bob@example.com");
  await page.keyboard.press("Enter");
  await asked.getByRole("textbox", { name: "What is your phone number?" }).waitFor();
  await asked.getByRole("button", { name: "Skip" }).click();
  await asked.getByRole("textbox", { name: "Seats" }).fill("12");
  await asked.getByRole("button", { name: "Send" }).click();
  await page.getByText("Thank you. Your details are with the team.").waitFor();
  expect((await leads())[0]).toMatchObject({ email: "bob@example.com", phone: null, fields: { seats: 12 }, consent: { sentence } });
  await page.reload();
  await launcher(page).click();
  await page.getByText("Do you sell umbrellas?").first().waitFor();
  await page.waitForTimeout(300);
  expect(await asked.count()).toBe(0);
});

test("a visitor who says no is asked for nothing more, and nothing is kept of them", async () => {
  await setForm({ mode: "asked", fields: [{ field: "email", required: true }], consent_sentence: sentence });
  const before = (await leads()).length;
  const page = await browser.open(`${site.url}/`, { width: 390, height: 844 });
  await launcher(page).click();
  await page.getByRole("button", { name: "Talk to a person" }).click();
  const asked = page.locator("form.inquiry");
  await asked.getByText(sentence).waitFor();
  await expectAccessibleOnPhone(page);
  await asked.getByRole("button", { name: "No, thanks" }).click();
  await asked.waitFor({ state: "detached" });
  await message(page).fill("Do you sell umbrellas?");
  await message(page).press("Enter");
  await page.waitForTimeout(1_000);
  expect(await asked.count()).toBe(0);
  expect(await leads()).toHaveLength(before);
});

test("during the chat a button opens it, and nobody has to use it; on a phone Tab stays within the screen", async () => {
  await setForm({
    mode: "during",
    fields: [
      { field: "name", required: false },
      { field: "phone", required: true },
    ],
  });
  const page = await browser.open(`${site.url}/`, { width: 390, height: 844 });
  await launcher(page).click();
  const offer = page.getByRole("button", { name: "Leave your details" });
  await offer.waitFor();
  await expectAccessible(page);
  await offer.click();
  const form = page.getByRole("region", { name: "Your details" });
  await form.waitFor();
  await expectAccessibleOnPhone(page);
  for (let tab = 0; tab < 12; tab += 1) {
    await page.keyboard.press("Tab");
    expect(await page.locator("header :focus, .lead :focus, .lead:focus").count()).toBe(1);
  }
  await form.getByRole("button", { name: "Cancel" }).click();
  await offer.waitFor();
  await offer.click();
  await form.getByRole("textbox", { name: "Phone" }).fill("+49 30 123456");
  await form.getByRole("button", { name: "Send" }).click();
  await page.getByText("Thank you. Your details are with the team.").waitFor();
  expect((await leads())[0]).toMatchObject({ name: null, phone: "+49 30 123456" });
});

test("where nothing is required the form before the first message can be skipped; where there is none, nothing of it is loaded", async () => {
  await setForm({ mode: "before", fields: [{ field: "name", required: false }] });
  const page = await browser.open(`${site.url}/`);
  await launcher(page).click();
  await page.getByRole("button", { name: "Skip" }).click();
  await page.getByRole("region", { name: "Before we start" }).waitFor({ state: "detached" });
  expect(await loaded(page)).toBe(true);
  await setForm({ mode: "off", fields: [{ field: "name", required: false }] });
  const other = await browser.open(`${site.url}/`);
  await launcher(other).click();
  await message(other).waitFor();
  await other.waitForTimeout(200);
  expect(await loaded(other)).toBe(false);
});

async function expectAccessibleOnPhone(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
}
