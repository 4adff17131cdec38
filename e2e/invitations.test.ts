import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createInvitation, createMember, createOrganization, createUser } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer({ variables: { SIGN_UP: "invitation" } });
const browser = useBrowser();
const password = "Passw0rdPassw0rd";
const addressOf = (token: string) => `${server.url}/invitations/${token}`;

test("somebody who is signed out creates an account on the way, and is in the organization that invited", async () => {
  const { id } = await createOrganization(server, "Acme");
  const token = await createInvitation(server, id, { email: "jane@example.com", role: "admin" });
  const page = await browser.open(addressOf(token));
  await page.getByRole("heading", { name: "Join Acme" }).waitFor();
  await page.getByText("It is for jane@example.com.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("link", { name: "I have an account" }).press("Enter");
  await page.getByRole("link", { name: "Sign up" }).press("Enter");
  await page.getByRole("heading", { name: "Create your account" }).waitFor();
  expect(new URL(page.url()).search).toBe("");
  await page.getByText("You join Acme when you sign up.").waitFor();
  const address = page.getByLabel("Email");
  expect([await address.inputValue(), await address.getAttribute("readonly")]).toEqual(["jane@example.com", ""]);
  await expectAccessibleInBothThemes(page);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Confirm Password").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/organizations/${id}/projects`);
  await page.goto(`${server.url}/organizations`);
  await page.getByRole("listitem").getByText("Admin").waitFor();
  expect(await page.getByRole("main").getByRole("listitem").count()).toBe(1);
});

test("somebody who is signed in joins with one click; somebody else is told whom it is for and can sign out", async () => {
  const { id } = await createOrganization(server, "Acme");
  const user = await createUser(server, "kim@example.com");
  const token = await createInvitation(server, id, { email: user.email });
  const other = await createUser(server, "zoe@example.com");
  const wrong = await browser.open(addressOf(token), { cookie: other.cookie });
  await wrong.getByText("It invites k…@example.com to Acme. You are signed in as zoe@example.com.").waitFor();
  await expectAccessibleInBothThemes(wrong);
  await wrong.getByRole("button", { name: "Sign out and continue" }).press("Enter");
  await wrong.getByRole("link", { name: "Create an account" }).waitFor();

  const page = await browser.open(addressOf(token), { cookie: user.cookie });
  await page.getByRole("button", { name: "Join Acme" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Join Acme" }).press("Enter");
  await page.waitForURL(`**/organizations/${id}/projects`);
  expect((await call(server, user, `GET /v1/organizations/${id}`)).status).toBe(200);
});

test("a member who opens a colleague's link is told whose it is", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const token = await createInvitation(server, id, { email: "lou@example.com", inviter: owner, mailed: false });
  const page = await browser.open(addressOf(token), { cookie: owner.cookie });
  await page.getByRole("heading", { name: "This invitation is for somebody else" }).waitFor();
  await page.getByText("It invites l…@example.com to Acme, which you belong to already.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("link", { name: "Go to Acme" }).press("Enter");
  await page.waitForURL(`**/organizations/${id}/projects`);

  // Used, it is for nobody any more.
  await server.database.admin.query("update invitations set accepted_at = now() where organization_id = $1", [id]);
  await page.goto(addressOf(token));
  await page.getByRole("heading", { name: "This invitation was used already" }).waitFor();
});

test("every dead end is a page with a next step", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const member = await createMember(server, id, "viewer");
  const already = await createInvitation(server, id, { email: member.email, inviter: owner });
  const page = await browser.open(addressOf(already), { cookie: member.cookie });
  await page.getByRole("heading", { name: "You belong to Acme already" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go to Acme" }).press("Enter");
  await page.waitForURL(`**/organizations/${id}/projects`);

  const set = (change: string) => server.database.admin.query(`update invitations set ${change} where email = 'late@example.com'`);
  const late = await createInvitation(server, id, { email: "late@example.com", inviter: owner, expiresAt: new Date(Date.now() - 1000) });
  const dead = await browser.open(addressOf(late));
  await dead.getByRole("heading", { name: "This invitation has expired" }).waitFor();
  await dead.getByRole("button", { name: "Ask for a new invitation" }).press("Enter");
  await dead.getByText("Test Person was told. A new invitation comes by mail.").waitFor();
  await expectAccessibleInBothThemes(dead);
  await set("revoked_at = now()");
  await dead.reload();
  await dead.getByRole("heading", { name: "This invitation was revoked" }).waitFor();
  await dead.getByRole("button", { name: "Ask for a new invitation" }).press("Enter");
  await dead.getByText("You already asked today. Ask again tomorrow.").waitFor();
  await set("accepted_at = now()");
  await dead.reload();
  await dead.getByRole("heading", { name: "This invitation was used already" }).waitFor();
  for (const unknown of ["x".repeat(32), "cut"]) {
    await dead.goto(addressOf(unknown));
    await dead.getByRole("heading", { name: "This invitation does not exist" }).waitFor();
  }
  await set("accepted_at = null, revoked_at = null, expires_at = null");
  await server.database.admin.query("update organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = $1", [id]);
  await dead.goto(addressOf(late));
  await dead.getByRole("heading", { name: "Acme is not taking new members at the moment" }).waitFor();
  await expectAccessible(dead);
});

test("a person who wants no invitations says so on a page of its own, and nothing is declined before", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const token = await createInvitation(server, id, { email: "never@example.com", inviter: owner });
  const page = await browser.open(`${addressOf(token)}/decline`);
  await page.getByRole("heading", { name: "Decline the invitation of Acme" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("checkbox", { name: "Decline for every other organization too" }).press("Space");
  await page.getByRole("button", { name: "Decline invitation" }).press("Enter");
  await page.getByRole("heading", { name: "You are not invited again" }).waitFor();
  await page.goto(addressOf(token));
  await page.getByRole("heading", { name: "This invitation was declined" }).waitFor();
});

test("by a link that was passed on one signs up, confirms the address, and is in the organization that invited", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const email = "handed@example.com";
  const token = await createInvitation(server, id, { email, inviter: owner, mailed: false });
  const page = await browser.open(addressOf(token));
  await page.getByRole("link", { name: "Create an account" }).press("Enter");
  await page.getByText("The invitation is for h…@example.com.").waitFor();
  await page.getByLabel("Email").fill("somebody.else@example.com");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Confirm Password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("This invitation is for another email address.").waitFor();
  await page.getByLabel("Email").fill(email);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Confirm your email address" }).waitFor();
  await page.getByText("Then you join Acme.").waitFor();
  await expectAccessibleInBothThemes(page);
  const mail = () => server.mails.find(({ to, subject }) => to === email && subject.startsWith("Confirm"));
  await expect.poll(() => mail()?.to, { timeout: 20_000 }).toBe(email);
  await page.goto(/https?:\S+email-confirmation\S+/.exec(mail()!.text)![0]);
  await page.getByRole("button", { name: "Confirm address" }).press("Enter");
  await page.getByRole("link", { name: "Go to your projects" }).press("Enter");
  await page.waitForURL(`**/organizations/${id}/projects`);
});
