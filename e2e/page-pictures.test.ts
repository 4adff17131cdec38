import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { makePdf } from "#testing/documents.ts";
import { call, createAgent, createOrganization, createProject, startConversation, upload } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";
import type { Source } from "#features/knowledge/contract.ts";

const server = useServer();
const browser = useBrowser();
/** Where the pictures of this journey go, for somebody who wants to look at them. */
const folder = process.env.LOOK_AT;

test("a passage of a PDF shows its page, marked, by keyboard, and says when that fails", async () => {
  const { id, owner } = await createOrganization(server);
  const at = `/organizations/${id}/projects/${await createProject(server, id, owner.id)}`;
  const bytes = makePdf([
    [{ text: "Delivery", size: 20 }, "Parcels take two days to every place in the country,", "and three days to islands."],
  ]);
  const { body } = await upload(server, owner, `/v1${at}/sources/files`, [{ name: "terms.pdf", bytes }]);
  const source = body.data[0]!.id!;
  const statusOf = async () => (await call<Source>(server, owner, `GET /v1${at}/sources/${source}`)).body.status;
  await expect.poll(statusOf, { timeout: 20_000 }).toBe("synced");

  for (const [width, dark] of [
    [1280, false],
    [1280, true],
    [390, false],
    [390, true],
  ] as const) {
    const page = await browser.open(`${server.url}${at}/knowledge?tab=files&source=${source}`, { cookie: owner.cookie, width, dark });
    const button = page.getByRole("button", { name: "Page 1" });
    const look = async (state: string) =>
      folder && page.screenshot({ path: `${folder}/${state}-${width}-${dark ? "dark" : "light"}.png`, animations: "disabled" });
    let answer = Promise.withResolvers<void>();
    let fails = true;
    await page.route("**/picture?*", async (route) => {
      await answer.promise;
      await (fails ? route.fulfill({ status: 409 }) : route.continue());
    });
    await button.press("Enter");
    await page.getByRole("status", { name: "Loading page 1" }).waitFor();
    await look("loading");
    answer.resolve();
    await page.getByText("The page could not be shown.").waitFor();
    await look("failing");
    [answer, fails] = [Promise.withResolvers<void>(), false];
    answer.resolve();
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    const picture = page.getByRole("img", { name: "Page 1 of terms.pdf, with this passage marked" });
    await expect.poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(1131);
    await page.locator("[data-mark]").first().waitFor();
    expect(await page.locator("[data-mark]").count()).toBe(2);
    await look("shown");
    if (width === 1280 && !dark) await expectAccessibleInBothThemes(page);
    await button.press("Enter");
    await picture.waitFor({ state: "detached" });
  }
});

test("what an answer quotes from a PDF opens its page, marked: of a tried question and in a conversation", async () => {
  const organization = await createOrganization(server);
  const { id, owner } = organization;
  const project = await createProject(server, id, owner.id);
  const at = `/organizations/${id}/projects/${project}`;
  const bytes = makePdf([
    ["Our shop is open from nine to five."],
    [{ text: "Delivery", size: 20 }, "Parcels take two days to every place in the country."],
  ]);
  const { body } = await upload(server, owner, `/v1${at}/sources/files`, [{ name: "terms.pdf", bytes }]);
  const statusOf = async () => (await call<Source>(server, owner, `GET /v1${at}/sources/${body.data[0]!.id}`)).body.status;
  await expect.poll(statusOf, { timeout: 20_000 }).toBe("synced");
  const visit = await startConversation(server, await createAgent(server, organization, project, { name: "Lamp desk" }));
  await askAll(server, visit, "How many days do parcels take to a place in the country?");

  const opens = async (page: Page, within: Locator) => {
    await within.getByRole("button", { name: "Page 2" }).press("Enter");
    await within.getByRole("img", { name: "Page 2 of terms.pdf, with this passage marked" }).waitFor();
    await within.locator("[data-mark]").first().waitFor();
    await expectAccessibleInBothThemes(page);
  };
  const tried = await browser.open(`${server.url}${at}/knowledge?ask=true`, { cookie: owner.cookie });
  await tried.getByRole("textbox", { name: "Question" }).fill("How many days do parcels take to a place in the country?");
  await tried.keyboard.press("Enter");
  await opens(tried, tried.getByRole("article").filter({ hasText: "Parcels take two days" }));

  const page = await browser.open(`${server.url}${at}/conversations?conversation=${visit.conversation_id}`, { cookie: owner.cookie });
  const transcript = page.getByRole("log", { name: "Messages" });
  await transcript.locator("summary").press("Enter");
  await opens(page, transcript);
});
