import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createAgent, createOrganization, createProject, startConversation, type TestOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { addPassage, askAll } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();

let organization: TestOrganization;
let agent = "";
let address = "";
beforeEach(async () => {
  organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  await addPassage(server, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  agent = await createAgent(server, organization, project, { name: "Desk" });
  address = `${server.url}/organizations/${organization.id}/projects/${project}/analytics`;
});

const open = (search = "", options: { width?: number; height?: number; dark?: boolean } = {}) =>
  browser.open(`${address}${search}`, { cookie: organization.owner.cookie, ...options });
const ask = async (question: string) => askAll(server, await startConversation(server, agent), question);
const numberOf = (page: Page, label: string) => page.locator("dl > div").filter({ hasText: label }).locator("dd").first();

test("a project without conversations says what to do, and what is asked appears by itself", async () => {
  const page = await open();
  await page.getByText("Nothing to count in these days").waitFor();
  await expectAccessibleInBothThemes(page);
  await ask("When do parcels arrive?");
  await expect.poll(() => numberOf(page, "Conversations").textContent()).toBe("1");
});

test("days and agent are in the address, the chart is read by keys and as a table, and an answer ends a question", async () => {
  await ask("When do parcels arrive?");
  await ask("Do you sell umbrellas?");
  await ask("Do you sell an umbrella?");
  const page = await open();
  await expect.poll(() => numberOf(page, "Conversations").textContent()).toBe("3");
  const chart = page.getByRole("slider", { name: "Answers a day" });
  await chart.focus();
  await page.keyboard.press("End");
  expect(await chart.getAttribute("aria-valuetext")).toMatch(/: 1 answered, 0 suggested, 2 declined|: 0 answered, 1 suggested, 2 declined/);
  await page.getByText("Show as a table").click();
  await page.getByRole("columnheader", { name: "Declined" }).waitFor();
  await expectAccessibleInBothThemes(page);

  await page.getByRole("combobox", { name: "Days" }).click();
  await page.getByRole("option", { name: "Today" }).click();
  await page.getByRole("slider", { name: "Answers an hour" }).waitFor();
  expect(page.url()).toContain("range=day");
  await page.reload();
  await page.getByRole("slider", { name: "Answers an hour" }).waitFor();

  await page.getByText("No document comes near it").waitFor();
  await page.getByRole("button", { name: /^Dismiss/ }).click();
  await page.getByText("No open questions").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: /^Add an answer to/ }).click();
  await page.getByRole("textbox", { name: "Answer" }).fill("Yes, in black.");
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await page.getByText("No open questions").waitFor();
  await page.getByText("All 2 are answered now.").waitFor();
  await expectAccessibleInBothThemes(page);
});

test("a question leads to the conversation in which it was asked", async () => {
  await ask("Do you sell umbrellas?");
  const page = await open();
  await page.getByText("Conversation of").getByRole("link").click();
  await page.getByText("Do you sell umbrellas?").first().waitFor();
  expect(page.url()).toMatch(/\/conversations\?conversation=cnv_/);
});

test("what is still not answered after it was asked again is open again", async () => {
  await ask("Do you sell umbrellas?");
  const page = await open();
  await page.getByRole("button", { name: /^Add an answer to/ }).click();
  await page.getByRole("textbox", { name: "Question" }).fill("Where are you?");
  await page.getByRole("textbox", { name: "Answer" }).fill("In Berlin.");
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await page.getByText("It is still not answered, and open again:").waitFor();
  await page.getByRole("button", { name: /^Add an answer to/ }).waitFor();
});

test("it fits a phone, and a failure offers to try again", async () => {
  await ask("When do parcels arrive?");
  const page = await open("?range=week", { width: 390, height: 844, dark: true });
  await numberOf(page, "Conversations").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await page.route(/\/v1\/.*\/analytics/, (route) => route.abort());
  await page.reload();
  await page.getByRole("button", { name: "Try again" }).waitFor();
});
