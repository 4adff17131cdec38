import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createKey, createUser } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const password = "Passw0rdPassw0rd";
const sentTo = (email: string, subject: RegExp) => server.mails.filter((mail) => mail.to === email && subject.test(mail.subject));
/** The link of the newest mail of a subject to an address, once the worker has sent it. */
async function linkTo(email: string, subject: RegExp): Promise<string> {
  await expect.poll(() => sentTo(email, subject).length, { timeout: 20_000 }).toBeGreaterThan(0);
  return /https?:\/\/\S+/.exec(sentTo(email, subject).at(-1)!.text)![0];
}

test("somebody changes name, password and address by keyboard, and the other session ends", async () => {
  const page = await signUp("mira@example.com");
  const elsewhere = await signIn("mira@example.com", password);
  await page.getByRole("button", { name: /your menu/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Profile" }).press("Enter");
  await page.getByRole("heading", { name: "Profile", level: 1 }).waitFor();
  await page.getByText("1 other session.").waitFor();
  await expectAccessibleInBothThemes(page);

  await page.getByLabel("Name", { exact: true }).fill("Mira Example");
  await page.keyboard.press("Enter");
  await page.getByText("Your name is saved.").waitFor();

  await page.getByLabel("Current password").fill("Wrong password 1");
  await page.getByLabel("New password").fill("Password1");
  await page.getByText("This is one of the passwords that attackers try first.").waitFor();
  const rule = page.getByRole("listitem").filter({ hasText: "Not one of the most common" });
  expect(await rule.textContent()).toContain("not yet met");
  await page.getByLabel("New password").fill("Another Passw0rd");
  await rule.filter({ hasText: ", met" }).waitFor();
  await page.getByLabel("New password").fill("Another Passw0rd");
  await page.getByLabel("Confirm Password").fill("Another Passw0rd");
  await page.keyboard.press("Enter");
  await page.getByText("This is not your current password.").waitFor();
  await page.getByLabel("Current password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByText("Your password is changed. You are signed out everywhere else.").waitFor();
  await page.getByText("You are signed in nowhere else.").waitFor();
  await elsewhere.reload();
  await elsewhere.waitForURL(/\/sign-in/);
  const log = page.getByRole("list", { name: "Account log" });
  await log.getByText("Password changed").waitFor();
  expect(await log.getByRole("listitem").allTextContents()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Session ended.*it was on Chrome on/),
      expect.stringMatching(/^Account created.*Chrome on.*127\.0\.0\.1/),
    ]),
  );

  await page.getByLabel("Email").fill("mira.new@example.com");
  await page.getByLabel("Your password").fill("Wrong password 1");
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Enter");
  await page.getByText("This is not your password.").waitFor();
  await page.getByLabel("Your password").fill("Another Passw0rd");
  await page.keyboard.press("Enter");
  await page.getByText("Waiting for mira.new@example.com").waitFor();
  await expectAccessibleInBothThemes(page);
  const again = await signIn("mira@example.com", "Another Passw0rd");
  await page.goto(await linkTo("mira.new@example.com", /Confirm your new/));
  await page.getByRole("heading", { name: "Change your address" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your address is changed" }).waitFor();
  await page.getByText("You are signed out everywhere else.").waitFor();
  await expectAccessibleInBothThemes(page);
  await again.reload();
  await again.waitForURL(/\/sign-in/);
  await expect.poll(() => sentTo("mira@example.com", /address of your account was changed/).length, { timeout: 20_000 }).toBe(1);
  await page.goto(`${server.url}/profile`);
  await page.getByText("Confirmed", { exact: true }).waitFor();
  expect(await page.getByLabel("Email").inputValue()).toBe("mira.new@example.com");
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Mira Example");
});

test("a forgotten password is replaced by the mailed link, which says at once when it was used", async () => {
  await createUser(server, "nils@example.com");
  const page = await browser.open(`${server.url}/sign-in`);
  await page.getByLabel("Email").fill("nils@example.com");
  await page.getByRole("link", { name: "Forgot the password?" }).press("Enter");
  await page.getByRole("heading", { name: "Forgot the password?" }).waitFor();
  expect(await page.getByLabel("Email").inputValue()).toBe("nils@example.com");
  await page.keyboard.press("Enter");
  await page.getByText("If this address has an account").waitFor();
  await expectAccessibleInBothThemes(page);
  const link = await linkTo("nils@example.com", /Choose a new/);
  await page.goto(link);
  await page.getByLabel("New password").waitFor();
  await expectAccessibleInBothThemes(page);
  await chooseAnew(page);
  await page.waitForURL("**/sign-in");
  await (await signIn("nils@example.com", "Another Passw0rd")).close();

  await page.goto(link);
  await page.getByRole("heading", { name: "This link was used already" }).waitFor();
  expect(await page.getByLabel("New password").count()).toBe(0);
  await expectAccessibleInBothThemes(page);
});

test.each([
  ["reset-password", "Choose a new password"],
  ["email-confirmation", "Confirm your address"],
])("where the server cannot look at a mailed link, /%s says so below its own title, and tries again", async (path, title) => {
  const page = await browser.open(`${server.url}/sign-in`);
  await page.route("**/api/auth/account-link*", (route) => route.fulfill({ status: 500 }));
  await page.goto(`${server.url}/${path}?token=unknown`);
  await page.getByText("The link could not be loaded.").waitFor();
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.unroute("**/api/auth/account-link*");
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByRole("heading", { name: "This link no longer works", level: 1 }).waitFor();
});

test("a mailed link confirms nothing until its button is pressed, in the account's own session", async () => {
  const page = await signUp("rosa@example.com");
  const isConfirmed = async () =>
    (await server.database.admin.query("select email_verified as is from users where email = 'rosa@example.com'")).rows[0].is as boolean;
  const link = await linkTo("rosa@example.com", /Confirm your email/);
  const stranger = await browser.open(link);
  await stranger.getByRole("heading", { name: "Sign in first" }).waitFor();
  await expectAccessibleInBothThemes(stranger);
  await stranger.getByRole("link", { name: "Sign in", exact: true }).press("Enter");
  const other = await browser.open(link, { cookie: (await createUser(server, "sven@example.com")).cookie });
  await other.getByRole("heading", { name: "This link is for another account" }).waitFor();
  await other.getByText("You are signed in as sven@example.com.").waitFor();
  await expectAccessibleInBothThemes(other);
  await page.goto(link);
  await page.getByRole("button", { name: "Confirm address" }).waitFor();
  await expectAccessibleInBothThemes(page);
  expect(await isConfirmed()).toBe(false);

  // Signed in on the way, the same page is there.
  await stranger.getByLabel("Email").fill("rosa@example.com");
  await stranger.getByLabel("Password", { exact: true }).fill(password);
  await stranger.keyboard.press("Enter");
  await stranger.getByRole("button", { name: "Confirm address" }).waitFor();
  const { organizations } = (await call<{ organizations: { id: string }[] }>(server, await cookieOf(page), "GET /v1/me")).body;
  const { rows } = await server.database.admin.query("select id from users where email = 'rosa@example.com'");
  await createKey(server, organizations[0]!.id, rows[0].id, ["project:read"], { name: "Somebody's key" });
  await stranger.keyboard.press("Enter");
  await stranger.getByRole("heading", { name: "Your address is confirmed" }).waitFor();
  await stranger.getByText("You are signed out everywhere else.").waitFor();
  await stranger.getByText("Somebody's key").waitFor();
  await expectAccessibleInBothThemes(stranger);
  expect(await isConfirmed()).toBe(true);
  await stranger.getByRole("button", { name: "Revoke all" }).press("Enter");
  await stranger.getByText("All earlier API keys are revoked.").waitFor();
  expect((await server.database.admin.query("select from api_keys where organization_id = $1", [organizations[0]!.id])).rows).toEqual([]);
  await page.goto(`${server.url}/profile`);
  await page.waitForURL(/\/sign-in/);
});

test("a reset link that lost its token says so and leads to a new one", async () => {
  const page = await browser.open(`${server.url}/reset-password`);
  await page.getByRole("heading", { name: "This link is not complete" }).waitFor();
  expect(await page.getByLabel("New password").count()).toBe(0);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("link", { name: "Ask for another link" }).press("Enter");
  await page.getByRole("heading", { name: "Forgot the password?" }).waitFor();
});

test("sessions are named in words and ended one by one", async () => {
  const page = await signUp("otto@example.com");
  const elsewhere = await signIn("otto@example.com", password);
  await page.goto(`${server.url}/profile`);
  const list = page.getByRole("list", { name: "Sessions" });
  await list.getByText("This one").waitFor();
  expect(await list.getByText("Chrome on Linux").count()).toBe(2);
  await list.getByRole("button", { name: "Sign out Chrome on Linux" }).press("Enter");
  await page.getByText("You are signed in nowhere else.").waitFor();
  // It may be on its way there by itself.
  await elsewhere.reload().catch(() => {});
  await elsewhere.waitForURL(/\/sign-in/);
});

test("a dead link and a failed way back from Google lead to a sentence and a next step", async () => {
  const page = await browser.open(`${server.url}/email-confirmation?token=broken`);
  await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Sign in and go to your profile" }).press("Enter");
  await page.waitForURL("**/sign-in?return_to=%2Fprofile");
  await page.goto(`${server.url}/sign-in?error=account_not_linked`);
  expect(await page.getByRole("alert").textContent()).toContain("Sign in with its password and confirm the address");
  await expectAccessible(page);
});

test("on a phone nothing of the profile is beside the page", async () => {
  const page = await signUp("pia@example.com", 390);
  await page.goto(`${server.url}/profile`);
  await page.getByText("You are signed in nowhere else.").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Send the confirmation again" }).press("Enter");
  await page.getByText("A link was sent to pia@example.com.").waitFor();
  await expect.poll(() => sentTo("pia@example.com", /Confirm/).length, { timeout: 20_000 }).toBe(2);
});

async function signUp(email: string, width = 1280): Promise<Page> {
  const page = await browser.open(`${server.url}/sign-up`, { width });
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Confirm Password").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/organizations\/org_\w+\/projects$/);
  return page;
}

async function signIn(email: string, secret: string): Promise<Page> {
  const page = await browser.open(`${server.url}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/organizations\/org_\w+\/projects$/);
  return page;
}

async function chooseAnew(page: Page): Promise<void> {
  await page.getByLabel("New password").fill("Another Passw0rd");
  await page.getByLabel("Confirm Password").fill("Another Passw0rd");
  await page.keyboard.press("Enter");
}

/** The session of the person at a page. */
async function cookieOf(page: Page): Promise<{ cookie: string }> {
  const cookies = await page.context().cookies();
  return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
}
