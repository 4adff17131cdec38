import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createOrganization, createProject, upload } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import type { Source } from "#features/knowledge/contract.ts";

const server = useServer();
const browser = useBrowser();

async function setUp() {
  const { id, owner } = await createOrganization(server);
  const at = `/organizations/${id}/projects/${await createProject(server, id, owner.id)}`;
  const sources = async () =>
    (await call<{ data: Source[] }>(server, owner, `GET /v1${at}/sources?per_page=100&sort=name`)).body.data.map(({ id, name }) => ({
      id,
      name,
    }));
  return { id, owner, address: `${server.url}${at}/knowledge`, api: `/v1${at}/sources`, sources };
}

test("of two hundred files each has its bar and all of them one, and a reload in the middle loses none without a word", async () => {
  const { id, owner, address } = await setUp();
  const page = await browser.open(address, { cookie: owner.cookie });
  const files = Array.from({ length: 200 }, (_, index) =>
    file(`note-${index + 1}.md`, `# Note ${index + 1}\n\nWords of note ${index + 1}.`),
  );
  let passed = 0;
  const held = Promise.withResolvers<void>();
  await page.route("**/sources/files", async (route) => {
    if ((passed += 1) > 30) await held.promise;
    await route.continue().catch(() => {});
  });
  await choose(page, page.getByRole("button", { name: "Upload Files" }), files);
  const dialog = page.getByRole("dialog", { name: "Upload Files" });
  await dialog.getByRole("button", { name: "Upload 200 files" }).press("Enter");
  await dialog.getByText("30 of 200 uploaded").waitFor({ timeout: 60_000 });
  expect(await dialog.getByRole("progressbar", { name: /^note-/ }).count()).toBe(3);
  await dialog.getByRole("progressbar", { name: "All files" }).waitFor();
  await expectAccessibleInBothThemes(page);

  page.on("dialog", (question) => void question.accept());
  await page.reload();
  await dialog.getByText("30 files uploaded. 170 uploads did not finish.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.unroute("**/sources/files");
  held.resolve();
  await choose(page, dialog.getByRole("button", { name: "Add more" }), files.slice(30));
  await dialog.getByText("30 files uploaded. 170 files,", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Upload 170 files" }).press("Enter");
  await page.getByRole("tab", { name: "Files 200", selected: true }).waitFor({ timeout: 90_000 });
  // Nothing is left to say after the next reload.
  const processing = "select from sources where organization_id = $1 and status = 'processing'";
  await expect.poll(async () => (await server.database.admin.query(processing, [id])).rowCount, { timeout: 60_000 }).toBe(0);
  // The page has seen the end of the first reading before another begins, which counts from nothing.
  await page.getByRole("progressbar", { name: "All files that are being read" }).waitFor({ state: "detached" });

  // The reading has one bar for all as well, which survives a reload too.
  const set = async (status: string, from: number, to: number) => {
    await server.database.admin.query(
      "update sources set status = $2, updated_at = now() where organization_id = $1 and substring(name from '[0-9]+')::int between $3 and $4",
      [id, status, from, to],
    );
    // As the job tells that does it.
    await server.database.admin.query(
      "insert into live_events (organization_id, target_type, target_id, change, project_id) select organization_id, 'source', id, 'changed', project_id from sources where organization_id = $1 limit 1",
      [id],
    );
  };
  await set("processing", 1, 50);
  await page.reload();
  await page.getByText("0 of 50 files read").waitFor();
  await set("synced", 1, 20);
  await page.getByText("20 of 50 files read").waitFor();
  await page.reload();
  await page.getByText("20 of 50 files read").waitFor();
  await page.getByRole("progressbar", { name: "All files that are being read" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await set("synced", 21, 50);
  await page.getByText("50 files read").waitFor({ state: "detached" });
}, 240_000);

test("a file that is the same as another one is skipped, replaces it, or is kept beside it; a replaced file keeps its source", async () => {
  const { owner, address, api, sources } = await setUp();
  await upload(server, owner, `${api}/files`, [{ name: "returns.md", bytes: "# Returns\n\nWithin 30 days." }]);
  const page = await browser.open(`${address}?tab=files`, { cookie: owner.cookie });
  const dialog = page.getByRole("dialog", { name: "Upload Files" });
  const [first] = await sources();
  const send = async (name: string, content: string) => {
    await choose(page, page.getByRole("button", { name: "Upload Files" }), [file(name, content)]);
    await dialog.getByRole("button", { name: "Upload 1 file" }).press("Enter");
  };
  const decide = async (choice: string, done: string) => {
    await dialog.getByText("The knowledge base has the same content as returns.md.").waitFor();
    await dialog.getByRole("button", { name: choice }).press("Enter");
    await dialog.getByText(done).waitFor();
    await page.keyboard.press("Escape");
  };
  await send("copy.md", "# Returns\n\nWithin 30 days.");
  await dialog.getByRole("button", { name: "Skip: copy.md" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await decide("Skip: copy.md", "It was not kept. returns.md is as it was.");
  expect(await sources()).toEqual([first]);
  await send("copy.md", "# Returns\n\nWithin 30 days.");
  await decide("Keep both: copy.md", "Both are kept.");
  expect((await sources()).map(({ name }) => name)).toEqual(["copy.md", "returns.md"]);

  // The same text in another file is noticed when it is read.
  await send("third.txt", "# Returns\n\n\nWithin 30 days.\n");
  await row(page, "third.txt").getByText("Duplicate").waitFor({ timeout: 20_000 });
  await page.getByRole("link", { name: "third.txt" }).press("Enter");
  const sheet = page.getByRole("dialog", { name: "third.txt" });
  await sheet.getByText("This says the same as returns.md.", { exact: false }).waitFor();
  await expectAccessibleInBothThemes(page);
  await sheet.getByRole("button", { name: "Replace: third.txt" }).press("Enter");
  await page.getByText("It replaced returns.md.").waitFor();
  await row(page, "returns.md").waitFor({ state: "detached" });
  expect((await sources()).find(({ id }) => id === first!.id)).toEqual({ id: first!.id, name: "third.txt" });

  await row(page, "third.txt").getByText("Synced").waitFor({ timeout: 20_000 });
  await page.getByRole("button", { name: "Actions for third.txt" }).press("Enter");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "Replace" }).press("Enter");
  await (await chooser).setFiles(file("returns-2027.md", "# Returns\n\nWithin 60 days."));
  const replacing = page.getByRole("dialog", { name: "Replace third.txt" });
  await replacing.getByRole("button", { name: "Upload 1 file" }).press("Enter");
  await row(page, "returns-2027.md").getByText("Synced").waitFor({ timeout: 20_000 });
  expect((await sources()).find(({ id }) => id === first!.id)).toEqual({ id: first!.id, name: "returns-2027.md" });
}, 120_000);

async function choose(page: Page, button: ReturnType<Page["getByRole"]>, files: ReturnType<typeof file>[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await button.press("Enter");
  await (await chooser).setFiles(files);
}

const file = (name: string, content: string) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
