import { afterAll, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createMember, createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { startModelServer } from "#testing/model-server.ts";
import { useServer } from "#testing/server.ts";

const models = await startModelServer();
afterAll(() => models.close());
const server = useServer({ variables: { MODEL_BASE_URL: models.url, MODEL_NAME: "local-small" } });
const withoutModel = useServer();
const browser = useBrowser();

const refunds = "Customers are reimbursed in full within fourteen days of the return.";
const passages = [
  { headings: ["Refunds"], text: refunds },
  { headings: ["Shipping"], text: "Parcels leave the warehouse on Mondays and Thursdays." },
  { headings: ["Opening hours"], text: "The shop is open from nine to five." },
];
const writes = (question: string) => ({ text: [JSON.stringify([question])] });
/** The same, once it is let go. */
function held(question: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  async function* text() {
    await promise;
    yield JSON.stringify([question]);
  }
  return { text: text(), letGo: resolve };
}

async function setUp(app = server) {
  const { id, owner } = await createOrganization(app);
  const project = await createProject(app, id, owner.id);
  const { source_id } = await addDocument(app, id, project, { title: "Terms", passages });
  await app.database.admin.query("update sources set passage_count = 3, synced_at = now() where organization_id = $1", [id]);
  return { id, owner, address: `${app.url}/organizations/${id}/projects/${project}/knowledge?tab=files&source=${source_id}` };
}

test.each([
  [1280, false],
  [390, true],
] as const)("questions are written, stopped, written to the end and deleted, by keyboard (%i pixels, dark: %s)", async (width, dark) => {
  models.script();
  const { owner, address } = await setUp();
  const page = await browser.open(address, { cookie: owner.cookie, width, dark });
  const section = page.getByRole("region", { name: "Written questions" });
  await section.getByText("never shown as text of the document").waitFor();
  await expectAccessibleInBothThemes(page);
  await section.getByRole("button", { name: "Write questions" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Write questions for 3 passages?" });
  await dialog.getByText(/local-small reads each of them once\. That takes about [\d,]+ tokens to read and 300 to write/).waitFor();
  await expectAccessibleInBothThemes(page);

  const late = held("When is my order sent?");
  models.script(writes("How do I get my money back?"), late);
  await dialog.getByRole("button", { name: "Write questions" }).press("Enter");
  await section.getByText("1 of 3 passages").waitFor();
  await expectAccessibleInBothThemes(page);
  await section.getByRole("button", { name: "Stop" }).press("Enter");
  await section.getByText("Stopped after 1 of 3 passages.").waitFor();
  late.letGo();
  await section.getByText("2 passages have no questions yet.").waitFor();
  await page.getByRole("listitem").filter({ hasText: refunds }).getByText("How do I get my money back?").waitFor();
  await expectAccessibleInBothThemes(page);

  models.script({ status: 400, message: "no" }, { text: ["Sorry."] });
  await section.getByRole("button", { name: "Write the rest" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Write questions" }).press("Enter");
  await section.getByText("For 2 passages the model wrote nothing that can be used.").waitFor();

  models.script();
  await section.getByRole("button", { name: "Write the rest" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Write questions" }).press("Enter");
  await section.getByText("3 questions are written. Passages are found by them too.").waitFor();
  await page.getByText("What do I have to know about Shipping?").waitFor();

  await section.getByRole("button", { name: "Delete questions" }).press("Enter");
  const asked = page.getByRole("dialog", { name: "Delete the written questions?" });
  await asked.getByRole("button", { name: "Delete questions" }).press("Enter");
  await section.getByRole("button", { name: "Write questions" }).waitFor();
  await page.getByText("What do I have to know about Shipping?").waitFor({ state: "detached" });
});

test("a model that is down is said where the writing stands, and a viewer sees that without a button", async () => {
  const { id, owner, address } = await setUp();
  models.script(...Array.from({ length: 3 }, () => ({ status: 400, message: "no" })));
  const page = await browser.open(address, { cookie: owner.cookie });
  const section = page.getByRole("region", { name: "Written questions" });
  await section.getByRole("button", { name: "Write questions" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Write questions" }).press("Enter");
  await section.getByRole("alert").getByText("The model failed several times in a row.").waitFor();
  await expectAccessibleInBothThemes(page);

  const viewer = await createMember(server, id, "viewer");
  const theirs = await browser.open(address, { cookie: viewer.cookie, width: 390 });
  const seen = theirs.getByRole("region", { name: "Written questions" });
  await seen.getByText("The model failed several times in a row.").waitFor();
  expect(await seen.getByRole("button").count()).toBe(0);
  await expectAccessibleInBothThemes(theirs);
});

test("without a model nothing of it is offered", async () => {
  const { owner, address } = await setUp(withoutModel);
  const page = await browser.open(address, { cookie: owner.cookie });
  const answered = page.waitForResponse(/\/questions$/);
  await page.reload();
  await answered;
  await page.getByText(refunds).waitFor();
  expect(await page.getByRole("region", { name: "Written questions" }).count()).toBe(0);
});

test.each([
  [1280, false],
  [390, true],
] as const)(
  "questions are written for the sources that are ticked, with what all of them take said first (%i pixels, dark: %s)",
  async (width, dark) => {
    models.script();
    const { id, owner, address } = await setUp();
    const [, project] = /projects\/([^/]+)/.exec(address)!;
    await addDocument(server, id, project!, { title: "Parking", passages: [{ text: "Cars are parked behind the house." }] });
    await server.database.admin.query("update sources set passage_count = 1, synced_at = now() where passage_count = 0");
    const page = await browser.open(address.replace(/&source=.*/, ""), { cookie: owner.cookie, width, dark });
    await page.getByRole("checkbox", { name: "Select all" }).press("Space");
    await page.getByRole("button", { name: "Write questions" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Write questions for 4 passages?" });
    await dialog.getByText(/They are in 2 sources\. local-small reads each of them once\. .* tokens to read and 400 to write/).waitFor();
    await expectAccessibleInBothThemes(page);
    models.script(...Array.from({ length: 4 }, () => writes("How do I get my money back?")));
    await dialog.getByRole("button", { name: "Write questions" }).press("Enter");
    await dialog.waitFor({ state: "hidden" });
    const written = async () =>
      Number((await server.database.admin.query("select count(*) from passage_questions where organization_id = $1", [id])).rows[0].count);
    await expect.poll(written, { timeout: 20_000 }).toBe(4);
    await page.getByRole("button", { name: "Write questions" }).waitFor({ state: "hidden" });
  },
);
