import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createChecked, delivery } from "#testing/checks.ts";
import { createAgent, createMember, startConversation } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();

async function setUp() {
  const checked = await createChecked(server);
  const { organization, project } = checked;
  return {
    ...checked,
    address: `${server.url}/organizations/${organization.id}/projects/${project}`,
    /** Lets the worker ask everything. */
    async runAll() {
      const { id } = (await checked.start()).body;
      await expect.poll(async () => (await checked.run(id)).status).toBe("done");
    },
  };
}

const row = (page: Page, question: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name: question, exact: true }) });
const addressOf = (page: Page) => new URL(page.url()).searchParams;

test("a check is added, run, newly failing after a change, looked at, deleted and brought back, by keyboard", async () => {
  const { organization, address } = await setUp();
  const page = await browser.open(`${address}/knowledge?tab=checks`, { cookie: organization.owner.cookie });
  await page.getByRole("heading", { name: "No checks yet" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Add a check" }).first().press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Question" }).fill(delivery.question);
  await dialog.getByRole("button", { name: "Add a check" }).press("Enter");
  await dialog.getByText("Enter what the answer has to say.").waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("textbox", { name: "What the answer has to say" }).fill(delivery.expected_text);
  await dialog.getByRole("button", { name: "Add a check" }).press("Enter");
  await row(page, delivery.question).getByText("Not run yet").waitFor();

  await page.getByRole("button", { name: "Run checks" }).press("Enter");
  await row(page, delivery.question).getByText("Passing", { exact: true }).waitFor();
  await page.getByText("1 passing").waitFor();
  await server.database.admin.query(
    `with changed as (update chunks set text = replace(text, 'twice a week', 'every day') where organization_id = $1)
     update documents set created_at = now() + interval '1 minute' where organization_id = $1`,
    [organization.id],
  );
  await page.reload();
  await page.getByText("1 source changed since the last run.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Run the checks" }).press("Enter");
  await row(page, delivery.question).getByText("Newly failing").waitFor();

  await page.getByRole("link", { name: delivery.question }).press("Enter");
  const sheet = page.getByRole("dialog", { name: "Check" });
  await sheet.getByRole("region", { name: "Last run" }).getByText("every day").waitFor();
  await sheet.getByRole("region", { name: "Previous run" }).getByText("by boat").waitFor();
  await sheet.getByText("The answer does not say “twice a week”.").waitFor();
  await sheet.getByRole("region", { name: "Why" }).waitFor();
  await sheet.getByRole("article").filter({ hasText: "by boat" }).getByText("Quoted").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });

  const actions = page.getByRole("button", { name: `Actions for “${delivery.question}”` });
  await actions.press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await page.getByRole("heading", { name: "No checks yet" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await row(page, delivery.question).getByText("Not run yet").waitFor();
});

test("checks are searched and narrowed to a state in the address, edited, and imported with what is wrong by line", async () => {
  const { organization, address, create, runAll } = await setUp();
  await create(delivery);
  await create({ question: "Who won the championship in rowing?", expects: "declined" });
  await runAll();
  const page = await browser.open(`${address}/knowledge?tab=checks`, { cookie: organization.owner.cookie });
  await page.getByRole("searchbox", { name: "Search checks" }).fill("rowing");
  await row(page, delivery.question).waitFor({ state: "detached" });
  await expect.poll(() => addressOf(page).get("q")).toBe("rowing");
  await page.goto(`${address}/knowledge?tab=checks&state=failing`);
  await page.getByText("No check matches").waitFor();
  await page.getByRole("button", { name: "Show all" }).press("Enter");
  await row(page, delivery.question).waitFor();

  await page.getByRole("button", { name: `Actions for “${delivery.question}”` }).press("Enter");
  await page.getByRole("menuitem", { name: "Edit" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Expected" }).press("Enter");
  await page.getByRole("option", { name: "An answer from a source" }).press("Enter");
  await dialog.getByRole("combobox", { name: "Source" }).fill("Deliv");
  await page.getByRole("option", { name: "Deliveries" }).waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await row(page, delivery.question).getByText("From “Deliveries”").waitFor();

  await page.getByRole("button", { name: "Import and export" }).press("Enter");
  await page.getByRole("menuitem", { name: "Import" }).press("Enter");
  const file = "question,expects,text\nIs there a shop?,text,harbour\nAnd then?,perhaps,\n";
  await page
    .getByLabel("Choose a file")
    .locator("xpath=self::input")
    .setInputFiles({ name: "checks.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await dialog.getByText("1 added").waitFor();
  await dialog.getByText("Line 3: What is expected is text, source or declined.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Escape");
  await row(page, "Is there a shop?").waitFor();
});

test("an answer of a conversation and of a tried question is saved as a check by one click, and taken back by another", async () => {
  const { organization, project, address, list } = await setUp();
  const agent = await createAgent(server, organization, project);
  const visit = await startConversation(server, agent);
  await askAll(server, visit, delivery.question);
  const page = await browser.open(`${address}/conversations?conversation=${visit.conversation_id}`, { cookie: organization.owner.cookie });
  await page.getByRole("button", { name: "Save as a check" }).press("Enter");
  await page.getByRole("button", { name: "Saved as a check" }).waitFor();
  expect((await list()).data).toMatchObject([
    { question: delivery.question, expects: "source", source_name: "Deliveries", agent_id: agent },
  ]);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await page.getByRole("button", { name: "Save as a check" }).waitFor();
  expect((await list()).total).toBe(0);

  await page.goto(`${address}/knowledge?tab=files&ask=true`);
  const sheet = page.getByRole("dialog", { name: "Try a question" });
  await sheet.getByRole("textbox", { name: "Question" }).fill("Who won the championship in rowing?");
  await page.keyboard.press("Enter");
  await sheet.getByRole("button", { name: "Save as a check" }).press("Enter");
  await sheet.getByRole("button", { name: "Saved as a check" }).waitFor();
  expect((await list()).data).toMatchObject([{ expects: "declined", agent_id: null }]);
});

test("on a phone a viewer reads checks and neither runs nor changes them", async () => {
  const { organization, address, create, runAll } = await setUp();
  await create(delivery);
  await runAll();
  const viewer = await createMember(server, organization.id, "viewer");
  const page = await browser.open(`${address}/knowledge?tab=checks`, { cookie: viewer.cookie, width: 390 });
  await page.getByRole("link", { name: delivery.question }).waitFor();
  expect(await page.getByRole("button", { name: /^(Run|Add a check)/ }).count()).toBe(0);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("link", { name: delivery.question }).press("Enter");
  await page.getByRole("dialog", { name: "Check" }).getByText("The answer says “twice a week”.").waitFor();
  await expectAccessibleInBothThemes(page);
});
