import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, tabStops, useBrowser } from "#testing/browser.ts";
import { makePdf } from "#testing/documents.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  createSource,
  startConversation,
  upload,
} from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();

const returns = "# Returns\n\nUnopened lamps may be sent back within 30 days of delivery.\n";

async function setUp() {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  const at = `/organizations/${organization.id}/projects/${project}`;
  return { organization, owner: organization.owner, project, page: `${server.url}${at}`, api: `/v1${at}` };
}

test("files are reviewed and each has its own outcome, by keyboard", async () => {
  const { owner, page: address } = await setUp();
  const page = await browser.open(`${address}/knowledge`, { cookie: owner.cookie });
  await page.getByText("Drop files here").waitFor();
  await expectAccessibleInBothThemes(page);

  await chooseByKeyboard(page, "Upload Files", [
    file("returns.md", returns),
    file("board-minutes.pdf", makePdf([["Confidential."]], { encrypted: true })),
    file("blank.txt", " \n "),
    file("nothing.txt", ""),
    file("photo.jpg", "x"),
    file("archive.csv", Buffer.alloc(10_000_001, "a")),
    file("renamed.docx", "This is plain text."),
  ]);
  const dialog = page.getByRole("dialog", { name: "Upload Files" });
  await dialog.getByText("This kind of file cannot be read. Save it as .pdf, .docx, .txt, .csv, .md", { exact: false }).waitFor();
  await dialog.getByText("The file is empty. Choose one with text in it.").waitFor();
  await dialog.getByText("Larger than 10 MB. Split it, or leave out its pictures.").waitFor();
  await dialog.getByText("4 files, 1 kB. 3 files cannot be uploaded.", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);

  await dialog.getByRole("button", { name: "Remove photo.jpg" }).press("Enter");
  await dialog.getByText("photo.jpg").waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Upload 4 files" }).press("Enter");
  await dialog.getByText("3 files uploaded. 3 files cannot be uploaded.").waitFor();
  await dialog.getByText("The file's content does not match its file name extension.", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Escape");

  await page.getByRole("tab", { name: "Files 3", selected: true }).waitFor();
  await row(page, "returns.md").getByText("Synced").waitFor({ timeout: 20_000 });
  await row(page, "board-minutes.pdf").getByText("Remove the password", { exact: false }).waitFor({ timeout: 20_000 });
  await row(page, "blank.txt").getByText("No text was found", { exact: false }).waitFor({ timeout: 20_000 });
  await expectAccessibleInBothThemes(page);
});

test("what was read is found by a question, a failed file is replaced, and deleting leaves no trace, by keyboard", async () => {
  const { owner, page: address, organization, api } = await setUp();
  await upload(server, owner, `${api}/sources/files`, [
    { name: "returns.md", bytes: returns },
    { name: "blank.txt", bytes: " \n " },
  ]);
  const page = await browser.open(`${address}/knowledge`, { cookie: owner.cookie });
  await row(page, "returns.md").getByText("Synced").waitFor({ timeout: 20_000 });
  await row(page, "blank.txt").getByText("Failed").waitFor({ timeout: 20_000 });

  await page.getByRole("button", { name: "Try a question" }).press("Enter");
  await page.getByRole("textbox", { name: "Question" }).waitFor();
  await page.keyboard.type("When may unopened lamps be sent back?");
  await page.keyboard.press("Enter");
  await page.getByRole("article").getByText("within 30 days of delivery", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("article").getByRole("link").press("Enter");
  await page.getByRole("dialog", { name: "returns.md" }).getByText("within 30 days of delivery", { exact: false }).waitFor();
  expect(new URL(page.url()).searchParams.get("source")).toMatch(/^src_/);
  await expectAccessibleInBothThemes(page);
  // Back to what was found, and out.
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Try a question" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Replace blank.txt" }).press("Enter");
  await (await chooser).setFiles(file("hours.txt", "We are open from nine to five."));
  await page.getByRole("button", { name: "Upload 1 file" }).press("Enter");
  await row(page, "hours.txt").getByText("Synced").waitFor({ timeout: 20_000 });
  expect(await row(page, "blank.txt").count()).toBe(0);

  for (const name of ["hours.txt", "returns.md"]) {
    await page.getByRole("button", { name: `Actions for ${name}` }).press("Enter");
    await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
    await page
      .getByRole("dialog", { name: `Delete ${name}?` })
      .getByRole("button", { name: "Delete file" })
      .press("Enter");
    await row(page, name).waitFor({ state: "detached" });
  }
  await page.getByText("No files yet").waitFor();
  await expectAccessibleInBothThemes(page);
  const left = await server.database.admin.query("select count(*)::int as count from postings where organization_id = $1", [
    organization.id,
  ]);
  expect(left.rows[0]).toEqual({ count: 0 });
});

test("a text is pasted, the sample taken with one click, and both are read again on a phone", async () => {
  const { owner, page: address } = await setUp();
  const page = await browser.open(`${address}/knowledge`, { cookie: owner.cookie, width: 390, height: 844 });
  await page.getByRole("button", { name: "Paste text" }).press("Enter");
  await page.getByLabel("Name").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Give the text a name.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByLabel("Name").fill("Opening hours");
  await page.getByRole("textbox", { name: "Text" }).fill("We are open from nine to five.");
  await page.getByRole("button", { name: "Add text" }).press("Enter");
  await item(page, "Opening hours").getByText("Synced").waitFor({ timeout: 20_000 });

  await page.getByRole("tab", { name: "Add Knowledge" }).click();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Use the sample document" }).click();
  await item(page, "Sample help centre.md").getByText("Synced").waitFor({ timeout: 20_000 });
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Actions for Opening hours" }).click();
  await page.getByRole("menuitem", { name: "Sync again" }).click();
  await item(page, "Opening hours").getByText("Synced").waitFor({ timeout: 20_000 });
  await page.getByRole("link", { name: "Opening hours" }).click();
  await page.getByRole("dialog", { name: "Opening hours" }).getByText("from nine to five", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
});

test("a file that is dropped anywhere on the page is reviewed", async () => {
  const { owner, page: address } = await setUp();
  const page = await browser.open(`${address}/knowledge`, { cookie: owner.cookie });
  await page.getByText("Drop files here").waitFor();
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File(["Words."], "dropped.txt")); return data; })()`,
  );
  await page.dispatchEvent("h1", "dragenter", { dataTransfer: data });
  await page.getByText("Drop the files to upload them").waitFor();
  await page.dispatchEvent("h1", "drop", { dataTransfer: data });
  await page.getByRole("dialog", { name: "Upload Files" }).getByText("dropped.txt").waitFor();
});

test("the Tab key stops only where a ring shows it", async () => {
  const { owner, page: address, organization, project } = await setUp();
  await createSource(server, organization.id, project);
  const page = await browser.open(`${address}/knowledge?tab=add`, { cookie: owner.cookie });
  await page.getByText("Drop files here").waitFor();
  const stops = await tabStops(page);
  expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([]);
  expect(stops.map(({ name }) => name)).toContain("Drop files here");
});

test("a Viewer reads the knowledge base and is told who can change it", async () => {
  const { organization, project, page: address } = await setUp();
  await createSource(server, organization.id, project);
  const viewer = await createMember(server, organization.id, "viewer");
  const page = await browser.open(`${address}/knowledge`, { cookie: viewer.cookie });
  await page.getByRole("button", { name: "Actions for Opening hours" }).press("Enter");
  await page.getByRole("menuitem", { name: "See passages" }).waitFor();
  expect(await page.getByRole("menuitem").allTextContents()).toEqual(["See passages", "Download"]);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("button", { name: "Upload Files" }).count()).toBe(0);
  await page.getByRole("tab", { name: "Add Knowledge" }).click();
  await page.getByText("Owners, Admins, and Members add knowledge", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
});

test("a knowledge base that cannot be loaded says so, and loads when it can", async () => {
  const { owner, page: address } = await setUp();
  const page = await browser.open(server.url, { cookie: owner.cookie });
  await page.route("**/sources?*", (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto(`${address}/knowledge`);
  await page.getByText("The knowledge base could not be loaded.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.unroute("**/sources?*");
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByText("Drop files here").waitFor();
});

test("conversations appear as they happen, are searched by keyboard, and lead to what was cited", async () => {
  const { organization, owner, project, page: address, api } = await setUp();
  const page = await browser.open(`${address}/conversations`, { cookie: owner.cookie });
  await page.getByText("No conversation yet").waitFor();
  await expectAccessibleInBothThemes(page);

  const source = await call<{ id: string }>(server, owner, `POST ${api}/sources/texts`, { name: "Returns policy", text: returns });
  await expect
    .poll(async () => (await call(server, owner, `GET ${api}/sources/${source.body.id}`)).body.status, { timeout: 20_000 })
    .toBe("synced");
  const agent = await createAgent(server, organization, project, { name: "Lamp desk" });
  const [first, second] = [await startConversation(server, agent), await startConversation(server, agent)];
  await askAll(server, first, "Within how many days may unopened lamps be sent back?");
  await askAll(server, second, "Who won the football championship in 1974?");
  await page.getByRole("link", { name: /unopened lamps/ }).waitFor({ timeout: 15_000 });
  await page
    .getByRole("link", { name: /football/ })
    .getByText("Declined")
    .waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("lamps");
  await page.getByRole("link", { name: /football/ }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: /unopened lamps/ }).press("Enter");
  const transcript = page.getByRole("log", { name: "Messages" });
  await transcript.getByText("Within how many days may unopened lamps be sent back?").waitFor();
  expect(new URL(page.url()).searchParams.get("conversation")).toBe(first.conversation_id);
  await expectAccessibleInBothThemes(page);
  await askAll(server, first, "Who pays for the parcel to Mars?");
  await transcript.getByText("The knowledge base has no answer to this.").waitFor({ timeout: 15_000 });
  await transcript.locator("summary").press("Enter");
  await transcript.getByRole("link", { name: "See the source" }).press("Enter");
  await page.getByRole("dialog", { name: "Returns policy" }).getByText("within 30 days of delivery", { exact: false }).waitFor();

  const small = await browser.open(`${address}/conversations?outcome=declined`, { cookie: owner.cookie, width: 390, height: 844 });
  await small.getByRole("link", { name: /football/ }).waitFor();
  await expectAccessibleInBothThemes(small);
  await small.getByRole("link", { name: /football/ }).click();
  await small.getByRole("log", { name: "Messages" }).getByText("Declined").waitFor();
  await expectAccessibleInBothThemes(small);
  await small.getByRole("link", { name: "All conversations" }).click();
  await small.getByRole("link", { name: /football/ }).waitFor();
});

async function chooseByKeyboard(page: Page, button: string, files: ReturnType<typeof file>[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).press("Enter");
  await (await chooser).setFiles(files);
}

function file(name: string, content: string | Uint8Array) {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content as Uint8Array) };
}

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const item = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });
