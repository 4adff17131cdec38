import { hashPassword } from "better-auth/crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { sweepPurges } from "#features/organizations/server/sweep-purges.ts";
import { newId } from "#platform/ids.ts";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import {
  addMembership,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  createSource,
  createUser,
  type TestUser,
} from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const password = "Passw0rdPassw0rd";

test("an Owner sees what would go, types the name, and restores by the banner what was deleted", async () => {
  const organization = await createOrganization(server, "Northwind Bakery");
  const { id, owner } = organization;
  await createMember(server, id, "viewer");
  const project = await createProject(server, id, owner.id);
  await createSource(server, id, project, "We open at nine.");
  await createAgent(server, organization, project);
  const page = await browser.open(`${server.url}/organizations/${id}/settings`, { cookie: owner.cookie });
  await page.getByRole("button", { name: "Delete organization" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete Northwind Bakery?" });
  await dialog.getByRole("list", { name: "What is deleted" }).waitFor();
  expect(await dialog.getByRole("listitem").allTextContents()).toEqual([
    "2 members",
    "0 model providers",
    "1 project",
    "1 source",
    "1 document",
    "0 pages",
    "1 chat agent",
    "0 conversations",
    "0 messages",
    "0 attachments",
    "0 leads",
    "0 checks",
    "1 file, 16 B",
  ]);
  await expectAccessibleInBothThemes(page);
  const confirm = dialog.getByRole("button", { name: "Delete organization" });
  await dialog.getByLabel(/Type Northwind Bakery/).fill("northwind bakery");
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByLabel(/Type Northwind Bakery/).fill("Northwind Bakery");
  await page.keyboard.press("Enter");

  const banner = page.getByRole("alert").filter({ hasText: "This organization is being deleted." });
  await banner.getByText("Until then any Owner can restore it.").waitFor();
  await page.getByText("It is deleted for good on").waitFor();
  await expectAccessibleInBothThemes(page);
  await expect.poll(() => server.mails.filter(({ to }) => to === owner.email).length).toBe(1);
  await page.goto(`${server.url}/organizations`);
  await page.getByText(/^Deleted on \d/).waitFor();
  await page.goto(`${server.url}/organizations/${id}/projects`);
  await banner.getByRole("button", { name: "Restore" }).press("Enter");
  await page.getByText("Northwind Bakery is restored.").waitFor();
  await banner.waitFor({ state: "detached" });
});

test("a person who is not an Owner sees neither the deletion nor the way back", async () => {
  const { id } = await createOrganization(server);
  const admin = await createMember(server, id, "admin");
  const page = await browser.open(`${server.url}/organizations/${id}/settings`, { cookie: admin.cookie });
  await page.getByRole("heading", { name: "Status", exact: true }).waitFor();
  expect(await page.getByText("Delete organization").count()).toBe(0);
  await setDeleting(id);
  await page.reload();
  await page.getByText("This organization is being deleted.").waitFor();
  expect(await page.getByRole("button", { name: /Restore/ }).count()).toBe(0);
});

test("the purge of an organization leads a tab that is in it to another one, with a sentence", async () => {
  const { id, owner } = await createOrganization(server, "Soon Gone");
  const page = await browser.open(`${server.url}/organizations/${id}/projects`, { cookie: owner.cookie });
  await page.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
  await setDeleting(id);
  await server.database.admin.query("update organizations set purge_at = now() where id = $1", [id]);
  await sweepPurges.run({ platform: server.platform, log: server.platform.log, signal: AbortSignal.timeout(30_000) });
  await page.reload();
  await page.getByText("That organization does not exist or you do not belong to it.").waitFor();
  await page.waitForURL((url) => /\/organizations\/org_\w+\/projects$/.test(url.pathname) && !url.pathname.includes(id));
});

test("an account shows what happens to each organization, closes, and sign-in offers to restore it", async () => {
  const user = await withPassword("nora@example.com");
  const alone = await own(user, "Nora Alone");
  const stuck = await own(user, "Nora And Others");
  const member = await createMember(server, stuck, "admin");
  const { id: theirs } = await createOrganization(server, "Of Others");
  await addMembership(server, theirs, user, "member");
  const page = await browser.open(`${server.url}/profile`, { cookie: user.cookie });
  await page.getByRole("button", { name: "Delete account" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await dialog.getByRole("list", { name: "To be handed over first" }).getByText("Nora And Others").waitFor();
  expect(await dialog.getByRole("list", { name: "Deleted with your account" }).allTextContents()).toEqual(["Nora Alone1 member"]);
  expect(await dialog.getByRole("list", { name: "Continue without you" }).allTextContents()).toEqual(["Of Others2 members"]);
  expect(await dialog.getByLabel("Your password").count()).toBe(0);
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("link", { name: "Team Members of Nora And Others" }).press("Enter");
  await page.waitForURL(`**/organizations/${stuck}/members`);
  await server.database.admin.query("update memberships set role = 'owner' where id = $1", [member.membershipId]);

  await page.goto(`${server.url}/profile`);
  await page.getByRole("button", { name: "Delete account" }).press("Enter");
  await dialog.getByLabel("Your password").fill("Wrong Passw0rd");
  await page.keyboard.press("Enter");
  await dialog.getByText("This is not your password.").waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByLabel("Your password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByText("Your account is closed. For 30 days").waitFor();
  await page.goto(`${server.url}/organizations/${alone}/projects`);
  await page.waitForURL(/\/sign-in/);

  await signIn(page, "nora@example.com");
  await page.getByRole("heading", { name: "Your account is closed" }).waitFor();
  await page.getByText(/deleted for good on \d+ \w+ \d{4}/).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Restore account" }).press("Enter");
  await page.waitForURL(`**/organizations/${alone}/projects`);
  expect(await page.getByText("This organization is being deleted.").count()).toBe(0);
});

test("an account without a password closes by a mailed code, on a phone too", async () => {
  const user = await createUser(server, "otis@example.com");
  await own(user, "Otis Alone");
  const page = await browser.open(`${server.url}/profile`, { cookie: user.cookie, width: 390 });
  await page.getByRole("button", { name: "Delete account" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await dialog.getByRole("button", { name: "Send the code" }).press("Enter");
  await dialog.getByText("Sent to o…@example.com.").waitFor();
  await expectAccessibleInBothThemes(page);
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  const { text } = server.mails.findLast(({ to }) => to === user.email)!;
  await dialog.getByLabel("Code").fill(/\d{6}/.exec(text)![0]);
  await page.keyboard.press("Enter");
  await page.getByText("Your account is closed. For 30 days").waitFor();
});

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

async function setDeleting(id: string): Promise<void> {
  await server.database.admin.query(
    "update organizations set purge_at = now() + interval '30 days', deletion_requested_at = now() where id = $1",
    [id],
  );
}

async function withPassword(email: string): Promise<TestUser> {
  const user = await createUser(server, email);
  await server.database.admin.query(
    "insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $2, 'credential', $3)",
    [newId("acc"), user.id, await hashPassword(password)],
  );
  return user;
}

async function own(user: TestUser, name: string): Promise<string> {
  const id = newId("org");
  await server.database.admin.query("insert into organizations (id, name) values ($1, $2)", [id, name]);
  await addMembership(server, id, user, "owner");
  return id;
}
