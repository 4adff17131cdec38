import { mkdir } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createAgent, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";
import { ask, launcher, message } from "./lamp-desk.ts";

const server = useServer();
const browser = useBrowser();
let agentId = "";
const site = useCustomerSite(() => ({ body: `<script src="${server.url}/widget.js" data-agent="${agentId}" async></script>` }));
const question = "do you sharpen old spades too";
let organization: TestOrganization;
let project = "";

beforeAll(async () => {
  organization = await createOrganization(server);
  project = await createProject(server, organization.id, organization.owner.id);
  const add = (title: string, heading: string, text: string) =>
    addDocument(server, organization.id, project, { title, passages: [{ headings: [heading], text }] });
  await add(
    "Sharpening service",
    "What we take",
    "It is open on Saturdays. Shears, saws and axes of any maker can be sharpened, however old. Bring them to the shop or send them with the form inside.",
  );
  await add(
    "Caring for spades",
    "At home",
    "A file and ten minutes are enough to sharpen a blade. Hold it at the angle it already has and push away from you.",
  );
  agentId = await createAgent(server, organization, project);
});

test("a suggestion is a card for each passage, which opens over the chat and closes by keyboard, and is there after a reload", async () => {
  const page = await browser.open(`${site.url}/`);
  await launcher(page).click();
  await message(page).waitFor();
  await ask(page, question);
  const cards = page.getByRole("group", { name: "What may help" });
  await cards.waitFor();
  await page.getByText("I am not sure. This may help:").waitFor();
  await page.getByText("None of these? Say it in other words.").waitFor();
  const card = cards.getByRole("button", { name: /Sharpening service · What we take/ });
  expect(await card.innerText()).not.toContain("Saturdays");
  await expectAccessible(page);
  await picture("card");

  await card.press("Enter");
  const sheet = page.getByRole("dialog", { name: /Sharpening service/ });
  await sheet.getByText("It is open on Saturdays.").waitFor();
  expect(await sheet.locator("mark").innerText()).toContain("send them with the form inside.");
  const back = sheet.getByRole("button", { name: "Back to the chat" });
  expect(await focusedName()).toBe("Back to the chat");
  await expectAccessible(page);
  await picture("sheet");
  for (const key of ["Tab", "Tab", "Shift+Tab"]) await page.keyboard.press(key);
  expect(await sheet.locator(":focus").count()).toBe(1);
  await page.keyboard.press("Escape");
  await back.waitFor({ state: "detached" });
  expect(await focusedName()).toContain("Sharpening service");
  await card.waitFor();

  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await picture("card-dark");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await launcher(page).click();
  await card.click();
  await sheet.waitFor();
  await picture("sheet-phone-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await back.click();
  await card.waitFor();
  await expectAccessible(page);
  await picture("card-phone");

  function focusedName(): Promise<string> {
    return page.evaluate("(({ ariaLabel, textContent }) => ariaLabel ?? textContent)(document.activeElement.shadowRoot.activeElement)");
  }
  async function picture(name: string): Promise<void> {
    const folder = process.env.LOOK_AT;
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/${name}.png` });
  }
});

test("the team sees that an answer was a suggestion, filters by it, and what was shown", async () => {
  const page = await browser.open(`${server.url}/organizations/${organization.id}/projects/${project}/conversations`, {
    cookie: organization.owner.cookie,
  });
  await page.getByRole("button", { name: "More filters" }).click();
  await page.getByRole("combobox", { name: "Outcome" }).click();
  await page.getByRole("option", { name: "Suggested" }).click();
  await page.keyboard.press("Escape");
  await page
    .getByRole("link", { name: new RegExp(question) })
    .first()
    .click();
  await page.getByText("The agent was not sure, and showed where the answer may be.").waitFor();
  const shown = page.getByRole("group", { name: "Sources" });
  await shown.getByText("What we take").click();
  await shown.getByText("send them with the form inside.").waitFor();
  await expectAccessibleInBothThemes(page);
});
