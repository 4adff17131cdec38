import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createAgent, createMember, createOrganization, createProject, startConversation } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();

async function setUp() {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  const agent = await createAgent(server, organization, project);
  for (const question of ["Do you sell umbrellas?", "Who won the championship?"])
    await askAll(server, await startConversation(server, agent), question);
  return { organization, address: `${server.url}/organizations/${organization.id}/projects/${project}` };
}

test("a question is dismissed, brought back, dismissed for good and reopened, and another is answered, by keyboard", async () => {
  const { organization, address } = await setUp();
  const page = await browser.open(address, { cookie: organization.owner.cookie });
  const section = page.getByRole("region", { name: "Questions nobody could answer" });
  const row = (question: string) => section.getByRole("row").filter({ hasText: question });
  await row("Who won the championship?").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Dismiss: Who won the championship?" }).press("Enter");
  await row("Who won the championship?").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await row("Who won the championship?").waitFor();
  await page.getByRole("button", { name: "Dismiss: Who won the championship?" }).press("Enter");
  await row("Who won the championship?").waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Add an answer to: Do you sell umbrellas?" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Question" }).fill("Which umbrellas are there?");
  await dialog.getByRole("textbox", { name: "Answer" }).fill("Black ones and red ones.");
  await dialog.getByRole("button", { name: "Add answer" }).press("Enter");
  await section.getByText("No question is open").waitFor();
  await expectAccessibleInBothThemes(page);

  await page.goto(`${address}?questions=answered`);
  await row("Do you sell umbrellas?").waitFor();
  await page.getByRole("combobox", { name: "Which questions" }).press("Enter");
  await page.getByRole("option", { name: "Dismissed" }).press("Enter");
  await row("Who won the championship?").waitFor();
  expect(new URL(page.url()).searchParams.get("questions")).toBe("dismissed");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Reopen: Who won the championship?" }).press("Enter");
  await section.getByText("No question is dismissed").waitFor();
  await page.getByRole("button", { name: "Show all" }).press("Enter");
  await row("Who won the championship?").waitFor();
});

test("on a phone a viewer reads the questions and settles none", async () => {
  const { organization, address } = await setUp();
  const viewer = await createMember(server, organization.id, "viewer");
  const page = await browser.open(address, { cookie: viewer.cookie, width: 390 });
  await page.getByRole("heading", { name: "Questions nobody could answer" }).waitFor();
  await page.getByText("Who won the championship?").waitFor();
  expect(await page.getByRole("button", { name: /^(Dismiss|Add an answer)/ }).count()).toBe(0);
  await expectAccessibleInBothThemes(page);
});
