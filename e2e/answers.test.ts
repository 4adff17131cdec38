import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createMember, createOrganization, createProject } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();

async function setUp() {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  return { organization, address: `${server.url}/organizations/${organization.id}/projects/${project}/knowledge?tab=answers` };
}

test("an answer is added, found by a question, edited and deleted, by keyboard", async () => {
  const { organization, address } = await setUp();
  const page = await browser.open(address, { cookie: organization.owner.cookie });
  await page.getByText("No answers yet").waitFor();
  await expectAccessibleInBothThemes(page);

  await page.getByRole("button", { name: "Add an answer" }).first().press("Enter");
  const adding = page.getByRole("dialog", { name: "Add an answer" });
  await adding.getByRole("button", { name: "Add answer" }).press("Enter");
  await adding.getByText("Enter the question.").waitFor();
  await adding.getByText("Enter the answer.").waitFor();
  await adding.getByRole("textbox", { name: "Question" }).fill("Do you deliver to islands?");
  await adding.getByRole("textbox", { name: "Answer" }).fill("Yes, twice a week, by boat.");
  await expectAccessibleInBothThemes(page);
  await adding.getByRole("button", { name: "Add answer" }).press("Enter");
  await adding.waitFor({ state: "detached" });
  const row = page.getByRole("row").filter({ hasText: "Do you deliver to islands?" });
  await row.getByText("Synced").waitFor({ timeout: 20_000 });
  await page.getByRole("tab", { name: "Answers 1", selected: true }).waitFor();

  await page.getByRole("button", { name: "Actions for Do you deliver to islands?" }).press("Enter");
  await page.getByRole("menuitem", { name: "Edit" }).press("Enter");
  const editing = page.getByRole("dialog", { name: "Edit the answer" });
  const answer = editing.getByRole("textbox", { name: "Answer" });
  await editing.locator("textarea:focus").waitFor();
  expect(await answer.inputValue()).toBe("Yes, twice a week, by boat.");
  await answer.fill("Yes, every day, by ferry.");
  await editing.getByRole("button", { name: "Save" }).press("Enter");
  await editing.waitFor({ state: "detached" });
  await row.getByText("Synced").waitFor({ timeout: 20_000 });

  await page.getByRole("button", { name: "Try a question" }).press("Enter");
  const sheet = page.getByRole("dialog", { name: "Try a question" });
  await sheet.getByRole("textbox", { name: "Question" }).fill("deliver islands");
  await page.keyboard.press("Enter");
  await sheet.getByRole("region", { name: "Answer" }).getByText("Yes, every day, by ferry.", { exact: false }).waitFor();
  await sheet.getByRole("article").getByText("Yes, every day, by ferry.").waitFor();
  const why = sheet.getByRole("region", { name: "Why" });
  await why.getByText("deliver · islands").waitFor();
  await why.getByText("so it is sure enough", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
  await sheet.getByRole("textbox", { name: "Question" }).fill("Which zebra?");
  await page.keyboard.press("Enter");
  await sheet.getByText("No passage matches this question").waitFor();
  await sheet.getByText("Declined").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Actions for Do you deliver to islands?" }).press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await page.getByRole("button", { name: "Delete answer" }).press("Enter");
  await page.getByText("No answers yet").waitFor();
});

test("on a phone a viewer reads answers, and is told who adds them", async () => {
  const { organization, address } = await setUp();
  const viewer = await createMember(server, organization.id, "viewer");
  const page = await browser.open(address, { cookie: viewer.cookie, width: 390 });
  await page.getByText("add them. What they add appears here.", { exact: false }).waitFor();
  expect(await page.getByRole("button", { name: "Add an answer" }).count()).toBe(0);
  await expectAccessibleInBothThemes(page);
});
