import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { addMembership, call, createMember, createOrganization, type TestUser } from "#testing/factories.ts";
import { signUp } from "#testing/process/account.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const password = "Correct horse 1";

test("an Owner changes a role, told what it means first, and removes a member, by keyboard", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const ann = await named(await createMember(server, id, "viewer"), "Ann Example");
  const page = await openMembers(id, owner);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("combobox", { name: "Role of Ann Example" }).press("Enter");
  await page.getByRole("option", { name: /^Admin/ }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Make Ann Example an Admin?" });
  await dialog.getByText("An Admin manages projects, members and settings").waitFor();
  await expectAccessible(page);
  expect((await roleOf(id, ann)).role).toBe("viewer");
  await dialog.getByRole("button", { name: "Make Admin" }).press("Enter");
  await dialog.waitFor({ state: "hidden" });
  expect(await page.getByRole("combobox", { name: "Role of Ann Example" }).textContent()).toBe("Admin");

  await page.getByRole("button", { name: "Actions for Ann Example" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove from organization" }).press("Enter");
  await page.getByRole("dialog").getByText("Access ends at once").waitFor();
  await page.getByRole("button", { name: "Remove member" }).press("Enter");
  await page.getByText("Ann Example is no longer in Acme.").waitFor();
  await page.getByText("1 person works in Acme.").waitFor();
  expect(await page.getByText(ann.email).count()).toBe(0);
});

test("an Owner hands over by password, and is an Admin from then on", async () => {
  const account = await signUp(server.url, "hanna@example.com");
  const id = account.organizationId;
  const ben = await named(await createMember(server, id, "member"), "Ben Example");
  const page = await openMembers(id, account);
  await page.getByRole("button", { name: "Actions for Ben Example" }).press("Enter");
  await page.getByRole("menuitem", { name: "Hand over ownership" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Hand over hanna to Ben Example" });
  await dialog.getByLabel("Your password").fill("Wrong horse 1");
  await page.keyboard.press("Enter");
  await dialog.getByText("This is not your password.").waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByLabel("Your password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByText("Ben Example is now Owner of hanna. You are an Admin.").waitFor();
  expect((await roleOf(id, ben)).role).toBe("owner");
  // Nobody changes his own role, and an Admin none of an Owner.
  await expect.poll(() => page.getByRole("combobox").count()).toBe(0);
  await expect.poll(() => server.mails.filter(({ to }) => to === "hanna@example.com" || to === ben.email).length).toBeGreaterThan(1);
});

test("who has no password hands over in Organization Settings by a mailed code", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const cleo = await named(await createMember(server, id, "admin"), "Cleo Example");
  const page = await browser.open(`${server.url}/organizations/${id}/settings`, { cookie: owner.cookie });
  await page.getByRole("button", { name: "Hand over ownership" }).press("Enter");
  await page.getByRole("button", { name: "Send the code" }).press("Enter");
  await page.getByText("Choose the new Owner.").waitFor();
  await page.getByRole("combobox", { name: "New Owner" }).press("Enter");
  await page.getByRole("option", { name: /^Cleo Example/ }).press("Enter");
  await page.getByRole("button", { name: "Send the code" }).press("Enter");
  await page.getByText("It works once, for ten minutes.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByLabel("Code").fill("000");
  await page.keyboard.press("Enter");
  await page.getByText("This code is wrong").waitFor();
  const { text } = server.mails.findLast(({ to }) => to === owner.email)!;
  await page.getByLabel("Code").fill(/\d{6}/.exec(text)![0]);
  await page.keyboard.press("Enter");
  await page.getByText("Cleo Example is now Owner of Acme. You are an Admin.").waitFor();
  await page.getByText("Owners hand it over.").waitFor();
  expect((await roleOf(id, cleo)).role).toBe("owner");
});

test("one leaves in one's own row, and the last Owner is told to hand over first", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const dora = await createMember(server, id, "member");
  const page = await openMembers(id, dora);
  expect(await page.getByRole("button", { name: /^Actions for/ }).count()).toBe(1);
  await page.getByRole("button", { name: /^Actions for/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Leave organization" }).press("Enter");
  await page.getByText("It is your only organization, so you get a new one of your own.").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Leave organization" }).press("Enter");
  await page.getByText("You left Acme.").waitFor();
  await page.waitForURL("**/organizations");
  expect(await page.getByRole("main").getByRole("listitem").count()).toBe(1);

  const last = await openMembers(id, owner);
  await last.getByRole("button", { name: /^Actions for/ }).press("Enter");
  await last.getByRole("menuitem", { name: "Leave organization" }).press("Enter");
  await last.getByRole("button", { name: "Leave organization" }).press("Enter");
  await last.getByRole("alert").getByText("An organization keeps at least one Owner. Make somebody else Owner first.").waitFor();
});

test("one leaves in the menu of an organization's card", async () => {
  const { id: first, owner } = await createOrganization(server, "Acme");
  const second = await createOrganization(server, "Umbra Studio");
  await addMembership(server, second.id, owner, "viewer");
  const page = await browser.open(`${server.url}/organizations`, { cookie: owner.cookie });
  await page.getByRole("button", { name: "Actions for Umbra Studio" }).press("Enter");
  await page.getByRole("menuitem", { name: "Leave organization" }).press("Enter");
  await page.getByRole("button", { name: "Leave organization" }).press("Enter");
  await page.getByText("You left Umbra Studio.").waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Umbra Studio" }).count()).toBe(0);
  await page.getByRole("link", { name: "Acme" }).first().waitFor();
  expect((await call(server, owner, `GET /v1/organizations/${first}`)).status).toBe(200);
  await expectAccessibleInBothThemes(page);
});

test("on a phone the members are a list and nothing stands beside the page", async () => {
  const { id, owner } = await createOrganization(server, "An organization whose name is so long that it has to be cut");
  await named(await createMember(server, id, "viewer"), "Somebody with quite a long name indeed");
  const page = await openMembers(id, owner, 390);
  const overflow = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
  expect(await overflow()).toBe(0);
  await expectAccessibleInBothThemes(page);
  await page.goto(`${server.url}/organizations`);
  await page.getByRole("button", { name: /^Actions for/ }).waitFor();
  expect(await overflow()).toBe(0);
});

test("many members are found by name or address", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  for (let index = 0; index < 22; index += 1) await named(await createMember(server, id, "viewer"), `Person ${index}`);
  const page = await openMembers(id, owner);
  await page.getByText("1–20 of 23").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("person 21");
  await page.getByText("Person 21").waitFor();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.keyboard.type(" and nobody");
  await page.getByText("Nobody has this name").waitFor();
  await page.getByRole("button", { name: "Show all" }).press("Enter");
  await page.getByText("1–20 of 23").waitFor();
});

async function openMembers(organizationId: string, { cookie }: { cookie: string }, width = 1280): Promise<Page> {
  const page = await browser.open(`${server.url}/organizations/${organizationId}/members`, { cookie, width });
  await page.getByRole("heading", { name: "Team Members", level: 1 }).waitFor();
  await page.getByRole(width < 768 ? "list" : "table", { name: "Team members" }).waitFor();
  return page;
}

async function named<User extends TestUser>(user: User, name: string): Promise<User> {
  await server.database.admin.query("update users set name = $2 where id = $1", [user.id, name]);
  return user;
}

async function roleOf(organizationId: string, user: TestUser): Promise<{ role: string }> {
  const { rows } = await server.database.admin.query("select role from memberships where organization_id = $1 and user_id = $2", [
    organizationId,
    user.id,
  ]);
  return rows[0];
}
