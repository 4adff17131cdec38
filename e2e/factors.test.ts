import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, pressUntil, useBrowser } from "#testing/browser.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const password = "Passw0rdPassw0rd";
const card = (page: Page) => page.getByRole("list", { name: "Second factors" });

async function signUp(email: string): Promise<Page> {
  const page = await browser.open(`${server.url}/sign-up`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Confirm Password").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/projects");
  await page.goto(`${server.url}/profile`);
  await page.getByText("You have no second factor.").waitFor();
  return page;
}

/** As by hand, after signing out. */
async function signIn(page: Page, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in?return_to=/profile`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Second step" }).waitFor();
}

/** Gives the page an authenticator that knows its person. */
async function plugIn(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("somebody adds an app by keyboard, keeps the recovery codes, and signs in with each", async () => {
  const email = "app@example.com";
  const page = await signUp(email);
  await expectAccessibleInBothThemes(page);
  await pressUntil(page, "Tab", "Add authenticator app");
  await page.keyboard.press("Enter");
  await page.getByLabel("Your password").fill("Wrong password 1");
  await page.keyboard.press("Enter");
  await page.getByText("This is not your password.").waitFor();
  await page.getByLabel("Your password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("img", { name: "QR code with the key for the app" }).waitFor();
  await expectAccessibleInBothThemes(page);
  const key = (await page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent())!.replaceAll(" ", "");
  const codeOf = (timestamp: number) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp });
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.keyboard.press("Enter");
  await page.getByText("This is not the code that the app shows now.").waitFor();
  // The code before this one, so that the next is not spent yet.
  await page.getByLabel("Code", { exact: true }).fill(codeOf(Date.now() - 30_000));
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("My phone");
  await page.keyboard.press("Enter");
  const shown = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await shown.first().waitFor();
  const codes = await shown.allTextContents();
  expect(codes.length).toBe(10);
  await expectAccessibleInBothThemes(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("botcadence-recovery-codes.txt");
  await page.getByRole("button", { name: "I have saved them" }).press("Enter");
  await card(page).getByText("My phone").waitFor();
  await card(page).getByText("10 left").waitFor();

  await signIn(page, email);
  await page.getByLabel("Code of your authenticator app").fill("000000");
  await page.keyboard.press("Enter");
  await page.getByText("This code is wrong or was used already.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByLabel("Code of your authenticator app").fill(codeOf(Date.now()));
  await page.getByRole("checkbox", { name: "Do not ask again in this browser for 30 days" }).click();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Profile", level: 1 }).waitFor();

  await signIn(page, email);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(codes[0]!);
  await page.keyboard.press("Enter");
  await card(page).getByText("9 left").waitFor();
  await card(page).getByRole("button", { name: "Create new codes" }).click();
  await page.getByLabel("Your password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "I have saved them" }).click();
  await card(page).getByText("10 left").waitFor();

  await card(page).getByRole("button", { name: "Actions for My phone" }).press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
  await page.getByRole("dialog").getByLabel("Name").fill("Old phone");
  await page.keyboard.press("Enter");
  await card(page).getByText("Old phone").waitFor();
  await card(page).getByRole("button", { name: "Actions for Old phone" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove" }).press("Enter");
  await page.getByText("Old phone is your last second factor.").waitFor();
  await page.getByLabel("Your password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByText("You have no second factor.").waitFor();
});

test("a passkey is added, is the second step, and signs in by itself", async () => {
  const email = "passkey@example.com";
  const page = await signUp(email);
  await plugIn(page);
  await page.getByRole("button", { name: "Add passkey" }).click();
  await page.getByLabel("Your password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("This laptop");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.getByRole("button", { name: "I have saved them" }).click();
  await card(page).getByText("This laptop").waitFor();

  await signIn(page, email);
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await card(page).getByText("This laptop").waitFor();

  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in?return_to=/profile`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await card(page).getByText("This laptop").waitFor();
  await page.getByRole("list", { name: "Account log" }).getByText("Signed in with a passkey").waitFor();
});

test("a second step that nothing waits for, or that cannot be loaded, says so", async () => {
  const page = await browser.open(`${server.url}/second-step`);
  await page.getByText("This sign-in took too long, or is finished.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.route("**/api/auth/sign-in/second-factor", (route) => route.fulfill({ status: 500 }));
  await page.reload();
  await page.getByText("The second step could not be loaded.").waitFor();
  await expectAccessibleInBothThemes(page);
});
