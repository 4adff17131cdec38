import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createUser } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const password = "Passw0rdPassw0rd";
const linkTo = (email: string) => /https?:\/\/\S+/.exec(server.mails.findLast((mail) => mail.to === email)?.text ?? "")?.[0] ?? "";

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
  await page.getByText("This is one of the passwords that are tried first.").waitFor();
  const rule = page.getByRole("listitem").filter({ hasText: "Not one of the commonest" });
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
  await page.keyboard.press("Enter");
  await page.getByText("Waiting for mira.new@example.com").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.goto(linkTo("mira.new@example.com"));
  await page.getByRole("heading", { name: "Your address is confirmed" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.goto(`${server.url}/profile`);
  await page.getByText("Confirmed", { exact: true }).waitFor();
  expect(await page.getByLabel("Email").inputValue()).toBe("mira.new@example.com");
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Mira Example");
});

test("a forgotten password is chosen anew by the mailed link, which works once", async () => {
  await createUser(server, "nils@example.com");
  const page = await browser.open(`${server.url}/forgot-password`);
  await page.getByLabel("Email").fill("nils@example.com");
  await page.keyboard.press("Enter");
  await page.getByText("If this address has an account").waitFor();
  await expectAccessibleInBothThemes(page);
  const link = linkTo("nils@example.com");
  await page.goto(link);
  await chooseAnew(page);
  await page.waitForURL("**/sign-in");
  await (await signIn("nils@example.com", "Another Passw0rd")).close();

  await page.goto(link);
  await chooseAnew(page);
  expect(await page.getByRole("alert").textContent()).toContain("This link has been used or is too old.");
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
  await elsewhere.reload();
  await elsewhere.waitForURL(/\/sign-in/);
});

test("a dead link and a failed way back from Google lead to a sentence and a next step", async () => {
  const page = await browser.open(`${server.url}/api/auth/verify-email?token=broken`);
  await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Sign in and go to your profile" }).press("Enter");
  await page.waitForURL("**/sign-in?return_to=%2Fprofile");
  await page.goto(`${server.url}/sign-in?error=account_not_linked`);
  expect(await page.getByRole("alert").textContent()).toContain("Sign in with its password and confirm the address");
  await expectAccessible(page);
});

test("on a phone nothing of the profile stands beside the page", async () => {
  const page = await signUp("pia@example.com", 390);
  await page.goto(`${server.url}/profile`);
  await page.getByText("You are signed in nowhere else.").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Send the confirmation again" }).press("Enter");
  await page.getByText("A link was sent to pia@example.com.").waitFor();
  expect(server.mails.filter((mail) => mail.to === "pia@example.com").length).toBe(2);
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
