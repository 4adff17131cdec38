import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createMember, createOrganization, type TestOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { startViesServer } from "#testing/vies.ts";

const vies = await startViesServer();
afterAll(() => vies.close());
const server = useServer({ variables: { VIES_URL: vies.url } });
const browser = useBrowser();

const berlin = { legal_name: "Muster GmbH", line1: "Hauptstr. 5", postal_code: "10115", city: "Berlin", country: "DE" };
const put = (of: TestOrganization, body: object) => call(server, of.owner, `PUT /v1/organizations/${of.id}/billing-address`, body);

async function open(of: { id: string }, as: { cookie: string }, options: { width?: number } = {}): Promise<Page> {
  const page = await browser.open(`${server.url}/organizations/${of.id}/settings`, { ...options, cookie: as.cookie });
  await page.getByRole("heading", { name: "Organization Settings", level: 1 }).waitFor();
  return page;
}

async function choose(page: Page, field: string, words: string): Promise<void> {
  await page.getByRole("combobox", { name: field }).fill(words);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
}

const preview = (page: Page) => page.locator("address").innerText();

test("an Owner sets the address by keyboard, is told what is wrong at each field, and sees what VIES says", async () => {
  const ours = await createOrganization(server);
  const page = await open(ours, ours.owner);
  await page.getByText("Not set yet").waitFor();
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "Country" }).fill("germ");
  await page.getByRole("option", { name: "Germany" }).waitFor();
  // While it is open, the list hides the rest of the page from screen readers.
  await expectAccessible(page, "[role=listbox]");
  await page.keyboard.press("Enter");
  await page.getByLabel("Legal name").fill("Muster GmbH");
  await page.getByLabel("Street address").fill("Hauptstr. 5");
  await page.getByLabel("Postal code").fill("1011");
  await page.getByLabel("City").fill("Berlin");
  await page.getByText("This country's postal code looks like 26133 or 53225.").waitFor();
  await page.getByLabel("Postal code").fill("10115");
  await page.getByLabel("VAT ID").fill("de 136 695 977");
  await page.keyboard.press("Enter");
  await page.getByText("This VAT ID cannot be right.").waitFor();
  expect(await page.evaluate("document.activeElement?.name")).toBe("tax_id");
  await expectAccessibleInBothThemes(page);

  await page.getByLabel("VAT ID").fill("de 136 695 976");
  await page.keyboard.press("Enter");
  await page.getByText("The billing address is saved.").waitFor();
  expect(await page.getByLabel("VAT ID").inputValue()).toBe("DE136695976");
  await page.getByText("VIES confirmed this VAT ID").waitFor();
  expect(await preview(page)).toBe("Muster GmbH\nHauptstr. 5\n10115 Berlin\nGERMANY\nVAT ID: DE136695976");
  await page.getByText("Unsaved changes").waitFor({ state: "detached" });
  await expectAccessibleInBothThemes(page);
  await page.reload();
  await page.getByText("Saved on").waitFor();
  expect(await page.getByRole("combobox", { name: "Country" }).inputValue()).toBe("Germany");
});

test("fields, their names and their order follow the country", async () => {
  const ours = await createOrganization(server);
  const page = await open(ours, ours.owner);
  const labels = () =>
    page
      .locator("form:has(input[name=legal_name]) label")
      .evaluateAll((all) => all.map((label) => label.textContent?.replace(" (optional)", "")));

  await choose(page, "Country", "united states");
  await page.getByLabel("ZIP code").waitFor();
  const american = ["Country", "Legal name", "Street address", "Address line 2", "City", "State", "ZIP code", "EIN"];
  expect(await labels()).toEqual(american);
  await page.getByLabel("Legal name").fill("Acme, Inc.");
  await page.getByLabel("Street address").fill("1 Main St");
  await page.getByLabel("City").fill("San Francisco");
  await choose(page, "State", "calif");
  await page.getByLabel("ZIP code").fill("941051234");
  expect(await preview(page)).toBe("Acme, Inc.\n1 Main St\nSAN FRANCISCO, CA 94105-1234\nUNITED STATES");

  // By its code, and by what it is called in the language of the browser.
  await choose(page, "Country", "jp");
  await page.getByLabel("Prefecture").waitFor();
  expect(await labels()).toEqual([
    "Country",
    "Legal name",
    "Postal code",
    "Prefecture",
    "City",
    "Street address",
    "Address line 2",
    "Corporate number",
  ]);
  expect(await page.getByLabel("Prefecture").inputValue()).toBe("");

  await choose(page, "Country", "hong");
  await page.getByLabel("District").waitFor();
  expect(await labels()).toEqual(["Country", "Legal name", "Area", "District", "Street address", "Address line 2", "Tax ID"]);
  await page.getByLabel("Area").fill("Kowloon");
  await page.locator("form:has(input[name=legal_name])").getByRole("button", { name: "Save", exact: true }).press("Enter");
  await page.getByText("The billing address is saved.").waitFor();
  const { body } = await call(server, ours.owner, `GET /v1/organizations/${ours.id}/billing-address`);
  expect(body, "what this country does not show is not kept").toMatchObject({ country: "HK", region: "Kowloon", postal_code: null });
});

test("a colleague's change is shown beside one's own, and one chooses", async () => {
  const ours = await createOrganization(server);
  const colleague = await createMember(server, ours.id, "owner");
  await put(ours, berlin);
  const [mine, theirs] = [await open(ours, ours.owner), await open(ours, colleague)];
  await theirs.getByLabel("Street address").fill("Nebenstr. 7");
  await mine.getByLabel("Street address").fill("Seestr. 1");
  await theirs.getByLabel("Street address").press("Enter");
  await theirs.getByText("The billing address is saved.").waitFor();
  await mine.getByLabel("Street address").press("Enter");

  const notice = mine.getByRole("region", { name: "Conflicting change" });
  await notice.getByText("Somebody else saved this while you were writing").waitFor();
  expect(await mine.evaluate("document.activeElement?.tagName")).toBe("H3");
  await notice.getByText("Nebenstr. 7").waitFor();
  await notice.getByText("Seestr. 1").waitFor();
  expect(await notice.getByText("Muster GmbH").count(), "what is alike is not shown").toBe(0);
  await expectAccessibleInBothThemes(mine);
  await notice.getByRole("button", { name: "Use theirs" }).press("Enter");
  expect(await mine.getByLabel("Street address").inputValue()).toBe("Nebenstr. 7");
  await notice.waitFor({ state: "detached" });

  await mine.getByLabel("Street address").fill("Seestr. 1");
  await put(ours, { ...berlin, city: "Potsdam" });
  await mine.getByLabel("Street address").press("Enter");
  await notice.getByText("Potsdam").waitFor();
  await notice.getByRole("button", { name: "Save mine" }).press("Enter");
  await mine.getByText("The billing address is saved.").waitFor();
  const { body } = await call(server, ours.owner, `GET /v1/organizations/${ours.id}/billing-address`);
  expect(body).toMatchObject({ line1: "Seestr. 1", city: "Berlin" });
});

test("unsaved changes are not lost without a question", async () => {
  const ours = await createOrganization(server);
  await put(ours, berlin);
  const page = await open(ours, ours.owner);
  await page.getByLabel("Street address").fill("Seestr. 1");
  await page.getByText("Unsaved changes").waitFor();
  await page.getByRole("link", { name: "Projects" }).first().click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Cancel" }).click();
  expect(await page.getByLabel("Street address").inputValue()).toBe("Seestr. 1");
  await page.getByRole("link", { name: "Projects" }).first().click();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await page.waitForURL(/\/projects$/);
});

test("an Admin sees nothing of it", async () => {
  const ours = await createOrganization(server);
  await put(ours, berlin);
  const page = await open(ours, await createMember(server, ours.id, "admin"));
  await page.getByRole("heading", { name: "Status" }).waitFor();
  expect(await page.getByRole("heading", { name: "Billing Address" }).count()).toBe(0);
});

test("on a phone the fields are below each other and nothing beside the page", async () => {
  const ours = await createOrganization(server);
  await put(ours, { ...berlin, tax_id: "DE101000000" });
  const page = await open(ours, ours.owner, { width: 390 });
  await page.getByText("VIES does not know this VAT ID.").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("combobox", { name: "Country" }).fill("zzz");
  await page.getByText("No country has this name.").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("combobox", { name: "Country" }).inputValue()).toBe("Germany");
});
