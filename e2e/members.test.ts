import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, pressUntil, useBrowser } from "#testing/browser.ts";
import { addMembership, call, createInvitation, createMember, createOrganization, type TestUser } from "#testing/factories.ts";
import { signUp } from "#testing/process/account.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const password = "Correct horse 1";

test("an Owner invites many at once, resends, changes the role and revokes, then changes a member's role and removes the member, by keyboard", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const ann = await named(await createMember(server, id, "viewer"), "Ann Example");
  const page = await openMembers(id, owner);
  await expectAccessibleInBothThemes(page);

  await page.getByRole("button", { name: "New Invitation" }).press("Enter");
  const invite = page.getByRole("dialog", { name: "Invite Users" });
  const field = invite.getByRole("textbox", { name: "Email addresses" });
  await field.waitFor();
  expect(new URL(page.url()).searchParams.get("dialog")).toBe("invite");
  await paste(page, `"Doe, Jane" <jane@example.com>; Ben <ben@example.com>\njane@example.com, cleo.example.com ${ann.email}`);
  await invite.getByText("5 addresses pasted. 1 address was already there.").waitFor();
  await invite.getByText("cleo.example.com: There is no @ in it.").waitFor();
  await page.keyboard.press("Enter");
  await invite.getByText("One address is wrong. Correct or remove it.").waitFor();
  await expectAccessibleInBothThemes(page);
  // From the text to the chips, and the wrong one back into the text.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  expect(await field.inputValue()).toBe("cleo.example.com");
  await field.fill("cleo@example.com");
  await page.keyboard.press(",");
  await invite.getByText("4 addresses", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Close without inviting?" }).getByText("4 addresses are not invited yet.").waitFor();
  await page.keyboard.press("Escape");
  await field.press("Enter");
  const results = invite.getByRole("list", { name: "Results" });
  await invite.getByText("3 links to pass on, 1 already a member.").waitFor();
  expect(await results.getByRole("listitem").filter({ hasText: ann.email }).textContent()).toContain("Already a member");
  await expectAccessibleInBothThemes(page);
  await invite.getByRole("button", { name: "Done" }).press("Enter");
  await invite.waitFor({ state: "hidden" });
  const invitations = page.getByRole("table", { name: "Pending invitations" });
  await expect.poll(() => invitations.getByRole("row").count()).toBe(4);
  await expect.poll(() => mailsTo("jane@example.com")).toBe(1);

  await act(page, "Actions for the invitation of jane@example.com", "Resend");
  const again = page.getByRole("dialog", { name: "Link for jane@example.com" });
  await again.getByRole("textbox", { name: "Invitation link" }).waitFor();
  await page.keyboard.press("Escape");
  await again.waitFor({ state: "detached" });
  await expect.poll(() => mailsTo("jane@example.com")).toBe(2);
  await invitations.getByRole("combobox", { name: "Role for ben@example.com" }).press("Enter");
  await page.getByRole("option", { name: /^Viewer/ }).press("Enter");
  await page.getByText("ben@example.com will no longer be able to create and change projects").waitFor();
  await page.getByRole("button", { name: "Make Viewer" }).press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect(await invitations.getByRole("combobox", { name: "Role for ben@example.com" }).textContent()).toBe("Viewer");
  await act(page, "Actions for the invitation of ben@example.com", "Copy link");
  expect(await page.getByRole("textbox", { name: "Invitation link" }).inputValue()).toContain(`${server.url}/invitations/`);
  await page.keyboard.press("Escape");
  await act(page, "Actions for the invitation of cleo@example.com", "Revoke");
  await page.getByText("All its links stop working at once").waitFor();
  await page.getByRole("button", { name: "Revoke invitation" }).press("Enter");
  await page.getByText("The invitation of cleo@example.com is revoked.").waitFor();
  await expect.poll(() => invitations.getByRole("row").count()).toBe(3);

  await act(page, "Actions for Ann Example", "Change role");
  const dialog = page.getByRole("dialog", { name: "Change the role of Ann Example" });
  await dialog.getByRole("combobox", { name: "Role" }).press("Enter");
  await page.getByRole("option", { name: /^Admin/ }).press("Enter");
  await dialog.getByText(/Ann Example will be able to rename the organization, .*invite people/).waitFor();
  await expectAccessible(page);
  expect((await roleOf(id, ann)).role).toBe("viewer");
  await dialog.getByRole("button", { name: "Make Admin" }).press("Enter");
  await dialog.waitFor({ state: "hidden" });
  expect(await page.getByRole("combobox", { name: "Role of Ann Example" }).textContent()).toBe("Admin");

  await act(page, "Actions for Ann Example", "Remove from organization");
  await page.getByRole("dialog").getByText("Access ends at once").waitFor();
  await page.getByRole("button", { name: "Remove member" }).press("Enter");
  await page.getByText("Ann Example is no longer in Acme.").waitFor();
  await page.getByText("1 person works in Acme.").waitFor();
  expect(await page.getByText(ann.email).count()).toBe(0);
});

test("what a member who cannot invite is told, and what is shown when the server refuses", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const [viewer, admin] = [await createMember(server, id, "viewer"), await createMember(server, id, "admin")];
  const reader = await openMembers(id, viewer);
  await reader.getByText("Owners and Admins invite people.").waitFor();
  expect(await reader.getByRole("button", { name: "New Invitation" }).count()).toBe(0);

  const page = await openMembers(id, admin);
  await page.getByRole("button", { name: "Actions for Test Person" }).first().press("Enter");
  await page.getByText("This role has more permissions than yours.").waitFor();
  await page.keyboard.press("Escape");
  await page.goto(`${server.url}/organizations/${id}/members?dialog=invite`);
  const invite = page.getByRole("dialog", { name: "Invite Users" });
  await invite.getByRole("textbox", { name: "Email addresses" }).fill("dora@example.com");
  await call(server, owner, `PATCH /v1/organizations/${id}/members/${admin.membershipId}`, { role: "viewer" }, { origin: server.url });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByText("Owners and Admins invite people.").waitFor();
  expect(await call<{ total: number }>(server, owner, `GET /v1/organizations/${id}/invitations`)).toMatchObject({ body: { total: 0 } });
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
  // Nobody changes their own role, and an Admin cannot change that of an Owner.
  await expect.poll(() => page.getByRole("combobox", { name: /^Role of/ }).count()).toBe(0);
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

test("one leaves in one's own row, and the only Owner is told why not and hands over", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  await named(owner, "Olga Owner");
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
  await last.getByText("You are its only member: delete it to leave.").waitFor();
  await createMember(server, id, "member");
  await last.reload();
  await last.getByRole("button", { name: "Actions for Olga Owner" }).press("Enter");
  await last.getByText("You are its only Owner: hand it over to leave.").waitFor();
  expect(await last.getByRole("menuitem", { name: "Leave organization" }).count()).toBe(0);
  await expectAccessible(last, "[role=menu]");
  await last.getByRole("menuitem", { name: "Hand over ownership" }).press("Enter");
  await last.getByRole("dialog", { name: "Hand over Acme" }).waitFor();
  await last.keyboard.press("Escape");

  await last.goto(`${server.url}/organizations`);
  await last.getByRole("button", { name: "Actions for Acme" }).press("Enter");
  await last.getByRole("menuitem", { name: "Hand over ownership" }).press("Enter");
  await last.getByRole("dialog", { name: "Hand over Acme" }).waitFor();
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

test("with nothing but Tab, arrows and Enter one leaves from the Members page, and from an organization's card by way of one's own menu", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const acme = await createMember(server, id, "member");
  const umbra = await createOrganization(server, "Umbra Studio");
  await addMembership(server, umbra.id, acme, "viewer");
  const page = await openMembers(id, acme);
  await pressUntil(page, "Tab", "Actions for Test Person");
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await pressUntil(page, "ArrowDown", "Leave organization");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Leave Acme?" }).waitFor();
  await pressUntil(page, "Tab", "Leave organization");
  await page.keyboard.press("Enter");
  await page.getByText("You left Acme.").waitFor();
  await page.waitForURL("**/organizations");

  await page.goto(`${server.url}/organizations/${umbra.id}/projects`);
  await page.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
  await pressUntil(page, "Tab", `${acme.email} (your menu)`);
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await pressUntil(page, "ArrowDown", "Organizations");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Organizations", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Actions for Umbra Studio" }).waitFor();
  await pressUntil(page, "Tab", "Actions for Umbra Studio");
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await pressUntil(page, "ArrowUp", "Leave organization");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Leave Umbra Studio?" }).waitFor();
  await pressUntil(page, "Tab", "Leave organization");
  await page.keyboard.press("Enter");
  await page.getByText("You left Umbra Studio.").waitFor();
  expect((await call(server, acme, `GET /v1/organizations/${umbra.id}`)).status).toBe(404);
  expect((await call(server, owner, `GET /v1/organizations/${id}`)).status).toBe(200);
});

test("on a phone members and invitations are lists, a file of addresses is invited, and nothing is beside the page", async () => {
  const { id, owner } = await createOrganization(server, "An organization whose name is so long that it has to be cut");
  await named(await createMember(server, id, "viewer"), "Somebody with quite a long name indeed");
  await createInvitation(server, id, { email: "somebody.with.a.long.address@example.com", expiresAt: new Date(Date.now() - 1000) });
  const page = await openMembers(id, owner, 390);
  const overflow = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
  expect(await overflow()).toBe(0);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("list", { name: "Pending invitations" }).getByText("Expired").waitFor();
  await page.getByRole("button", { name: "New Invitation" }).click();
  const invite = page.getByRole("dialog", { name: "Invite Users" });
  await invite.getByLabel("CSV file").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Name;E-Mail\r\nEva;eva@example.com\r\nFinn;\r\nGus;gus@example.com\r\n"),
  });
  // oxlint-disable-next-line botcadence/english -- the column's own name
  await invite.getByText("2 addresses found in the column “E-Mail” of people.csv. Line 3 has none.").waitFor();
  expect(await overflow()).toBe(0);
  await expectAccessibleInBothThemes(page);
  await invite.getByRole("button", { name: "Send Invitations" }).click();
  await invite.getByText("2 links to pass on.").waitFor();
  await expectAccessible(page);
  await invite.getByRole("button", { name: "Done" }).click();
  await page.getByRole("list", { name: "Pending invitations" }).getByText("eva@example.com").waitFor();
  expect(await overflow()).toBe(0);
  await page.goto(`${server.url}/organizations`);
  await page.getByRole("button", { name: /^Actions for/ }).waitFor();
  expect(await overflow()).toBe(0);
});

test("many members are found, filtered and sorted, and a reload keeps it", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  for (let index = 0; index < 22; index += 1) await named(await createMember(server, id, "viewer"), `Person ${numerals[index]}`);
  await named(owner, "Olga Owner");
  const page = await openMembers(id, owner);
  await page.getByText("1–20 of 23").waitFor();
  await page.getByRole("button", { name: "Name" }).press("Enter");
  await page.getByRole("row").nth(1).getByText("Olga Owner").waitFor();
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").press("Enter");
  await page.getByRole("row").nth(1).getByText("Person V", { exact: true }).waitFor();
  expect(await page.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe("descending");
  await page.getByRole("button", { name: "Next page" }).press("Enter");
  await page.getByText("21–23 of 23").waitFor();
  await page.reload();
  await page.getByText("21–23 of 23").waitFor();
  await page.getByRole("row").nth(3).getByText("Olga Owner").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("person u");
  await page.getByText("Person U", { exact: true }).waitFor();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.keyboard.type(" and nobody");
  await page.getByText("Nobody matches this").waitFor();
  await page.getByRole("button", { name: "Show all" }).press("Enter");
  await page.getByRole("combobox", { name: "Role to show" }).press("Enter");
  await page.getByRole("option", { name: "Owner" }).press("Enter");
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.getByRole("tab", { name: /^Invitations/ }).press("Enter");
  await page.getByText("No such invitation is pending").waitFor();
  await page.goBack();
  await page.getByRole("table", { name: "Team members" }).getByText("Olga Owner").waitFor();
});

const numerals = "ABCDEFGHIJKLMNOPQRSTUV";

/** As a person does who copied it. */
function paste(page: Page, text: string): Promise<void> {
  return page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  })()`);
}

async function act(page: Page, button: string, item: string): Promise<void> {
  await page.getByRole("button", { name: button }).press("Enter");
  await page.getByRole("menuitem", { name: item }).press("Enter");
}

const mailsTo = (email: string) => server.mails.filter(({ to }) => to === email).length;

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
