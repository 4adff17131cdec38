import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const withMailbox = useServer();
const withoutMail = useServer({ variables: { HOST: "0.0.0.0" } });
const withMail = useServer({ variables: { SMTP_URL: "smtp://mail.example.com" } });
const browser = useBrowser();
const addresses = ["eva@example.com", "gus@example.com"];

test.each([
  ["mails stay on this machine", withMailbox],
  ["nothing is mailed", withoutMail],
])("where %s, nobody reads that an invitation was sent, and each link is copied, alone and together, by keyboard", async (_, server) => {
  const { id, owner } = await createOrganization(server, "Acme");
  const page = await browser.open(`${server.url}/organizations/${id}/members`, { cookie: owner.cookie });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const invite = await inviteBoth(page);
  await invite.getByText("2 links to pass on.").waitFor();
  await invite.getByText("Copy each link and pass it on.", { exact: false }).waitFor();
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Done");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Copy link of eva@example.com" }).press("Enter");
  await invite.getByText("Copied").waitFor();
  const one = await page.evaluate<string>("navigator.clipboard.readText()");
  expect(one).toMatch(new RegExp(`^${server.url}/invitations/[\\w-]{22,}$`));
  await invite.getByRole("button", { name: "Copy all links" }).press("Enter");
  await expect.poll(() => page.evaluate<string>("navigator.clipboard.readText()")).not.toBe(one);
  const all = (await page.evaluate<string>("navigator.clipboard.readText()")).split("\n");
  expect(all[0]).toBe(`eva@example.com ${one}`);
  expect(all[1]).toMatch(/^gus@example\.com \S+\/invitations\/[\w-]{22,}$/);
  await invite.getByRole("button", { name: "Done" }).press("Enter");
  await page.getByRole("columnheader", { name: "Created" }).waitFor();
  expect(await page.locator("body").textContent()).not.toMatch(/\bsent\b/i);
});

test("where mail is sent, that is said", async () => {
  const { id, owner } = await createOrganization(withMail, "Acme");
  const page = await browser.open(`${withMail.url}/organizations/${id}/members`, { cookie: owner.cookie });
  const invite = await inviteBoth(page);
  await invite.getByText("2 invitations sent.").waitFor();
  expect(await invite.getByRole("button", { name: /Copy/ }).count()).toBe(0);
  await invite.getByRole("button", { name: "Done" }).press("Enter");
  await page.getByRole("columnheader", { name: "Sent" }).waitFor();
});

async function inviteBoth(page: Page) {
  await page.getByRole("button", { name: "New Invitation" }).press("Enter");
  const invite = page.getByRole("dialog", { name: "Invite Users" });
  await invite.getByRole("textbox", { name: "Email addresses" }).fill(addresses.join(","));
  await invite.getByRole("button", { name: "Send Invitations" }).press("Enter");
  return invite;
}
