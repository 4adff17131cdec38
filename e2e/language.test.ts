import { expect, test } from "vitest";
import { useBrowser } from "#testing/browser.ts";
import { createOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();

test("somebody who is not signed in reads the language of their browser, and can choose another at the foot", async () => {
  const page = await browser.open(`${server.url}/sign-in`, { locale: "de-DE" });
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("de");
  await page.getByLabel("E-Mail").fill("nobody");
  await page.getByLabel("Passwort", { exact: true }).focus();
  await page.getByText(/Geben Sie eine .+ wie name@example\.com ein/).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  await page.goto(`${server.url}/sign-up`);
  await page.getByRole("button", { name: "Sign up" }).waitFor();
});

test("what somebody chooses in their profile is kept with the account, and follows them to another browser", async () => {
  const { owner } = await createOrganization(server);
  const page = await browser.open(`${server.url}/profile`, { cookie: owner.cookie });
  await page.getByRole("combobox", { name: "Language" }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  const form = page.locator("form").filter({ has: page.getByRole("combobox", { name: "Language" }) });
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Anmeldemethoden" }).waitFor();
  const elsewhere = await browser.open(`${server.url}/profile`, { cookie: owner.cookie, locale: "en-US" });
  await elsewhere.getByRole("heading", { name: "Anmeldemethoden" }).waitFor();
  expect(await elsewhere.evaluate("document.documentElement.lang")).toBe("de");
});

test("a page loads its own language and no other", async () => {
  const { owner } = await createOrganization(server);
  const page = await browser.open(`${server.url}/sign-in`);
  const texts: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) texts.push(response.text().catch(() => ""));
  });
  const load = async (language: string, word: string) => {
    texts.length = 0;
    await page
      .context()
      .addCookies([
        { name: "language", value: language, url: server.url },
        ...owner.cookie
          .split("; ")
          .map((one) => ({ name: one.slice(0, one.indexOf("=")), value: one.slice(one.indexOf("=") + 1), url: server.url })),
      ]);
    await page.goto(`${server.url}/profile`);
    await page.getByRole("heading", { name: word }).waitFor();
    return (await Promise.all(texts)).join("\n");
  };
  const english = await load("en", "Sign-in methods");
  expect(english).toContain("The ways to sign in to your account");
  expect(english).not.toContain("Womit Sie sich bei Ihrem Konto anmelden");
  const german = await load("de", "Anmeldemethoden");
  expect(german).toContain("Womit Sie sich bei Ihrem Konto anmelden");
  expect(german).not.toContain("The ways to sign in to your account");
});
