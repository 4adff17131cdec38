import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createMember, createOrganization, createProject, createSource, type TestOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { unzip } from "#testing/unzip.ts";

const server = useServer();
const browser = useBrowser();

test("an Owner exports the organization by keyboard, sees it grow through a reload, downloads and opens it, and deletes it", async () => {
  const organization = await createOrganization(server, "Nora's Lamps");
  const project = await createProject(server, organization.id, organization.owner.id, "Lamp shop");
  const source = await createSource(server, organization.id, project, "Lamps are sent within three days.");
  const page = await openSettings(organization);
  await page.getByRole("heading", { name: "No exports yet" }).waitFor();
  await expectAccessibleInBothThemes(page);

  const write = server.platform.storage.write;
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  server.platform.storage.write = async (key, content, bytesMax) => {
    await mayEnd;
    return write(key, content, bytesMax);
  };
  await page.getByRole("button", { name: "Export organization" }).press("Enter");
  await page.getByRole("progressbar", { name: /^Export of/ }).waitFor();
  expect(await page.getByRole("button", { name: "Export organization" }).isDisabled()).toBe(true);
  await page.reload();
  await page.getByRole("progressbar", { name: /^Export of/ }).waitFor();
  await page.getByText("You can leave this page: we send you a mail when it is ready.").waitFor();
  await expectAccessibleInBothThemes(page);
  end();
  server.platform.storage.write = write;

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Download the export of/ }).press("Enter");
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^Nora's Lamps export \d{4}-\d\d-\d\d\.zip$/);
  const files = await unzip(await file.path());
  expect(files.get(`files/${source}/Opening hours.md`)?.toString()).toBe("Lamps are sent within three days.");
  expect(files.get("data/projects.jsonl")?.toString()).toContain('"Lamp shop"');
  await expectAccessibleInBothThemes(page);

  await expect.poll(() => server.mails.filter(({ to }) => to === organization.owner.email)).toHaveLength(1);
  const link = /https?:\/\/\S+/.exec(server.mails.findLast(({ to }) => to === organization.owner.email)!.text)![0];
  await page.goto(link);
  await page.getByRole("button", { name: /^Actions for the export of/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Delete archive" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Delete archive" }).press("Enter");
  await page.getByRole("heading", { name: "No exports yet" }).waitFor();
});

test("an expired and a failed export say so, and the failed one leads on", async () => {
  const organization = await createOrganization(server);
  const { id, owner } = organization;
  await insert(id, "status, size_bytes, sha256, expires_at", "'ready', 12400000, 'x', now() - interval '1 day'");
  await insert(id, "status, error_code", "'failed', 'not_made'");
  const page = await openSettings(organization);
  const rows = page.getByRole("list", { name: "Exports" }).getByRole("listitem");
  await rows.nth(0).getByText("The archive could not be created.").waitFor();
  await rows.nth(1).getByText("Expired").waitFor();
  expect(await rows.nth(1).textContent()).toContain("12 MB · removed on");
  await expectAccessibleInBothThemes(page);
  await rows.nth(0).getByRole("button", { name: "Try again" }).press("Enter");
  await rows
    .nth(0)
    .getByRole("link", { name: /^Download/ })
    .waitFor();
  expect(await rows.count()).toBe(3);
  expect((await call<{ total: number }>(server, owner, `GET /v1/organizations/${id}/exports`)).body.total).toBe(3);
});

test("on a phone nothing is beside the page; who is no Owner sees no section", async () => {
  const organization = await createOrganization(server);
  await insert(organization.id, "status, error_code", "'failed', 'not_made'");
  const page = await openSettings(organization, 390);
  await page.getByText("The archive could not be created.").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  await expectAccessibleInBothThemes(page);
  const admin = await createMember(server, organization.id, "admin");
  const other = await openSettings({ ...organization, owner: admin });
  await other.getByRole("heading", { name: "Status", level: 2 }).waitFor();
  expect(await other.getByRole("heading", { name: "Export", level: 2 }).count()).toBe(0);
});

function openSettings({ id, owner }: TestOrganization, width = 1280): Promise<Page> {
  return browser.open(`${server.url}/organizations/${id}/settings`, { width, cookie: owner.cookie });
}

let made = 0;

/** Later states of a line of the list; each newer than the one before. */
async function insert(organizationId: string, columns: string, values: string): Promise<void> {
  made += 1;
  await server.database.admin.query(
    `insert into exports (organization_id, id, requested_by_label, ${columns}) values ($1, $2, 'nora@example.com', ${values})`,
    [organizationId, `exp_${String(made).padStart(26, "0")}`],
  );
}
