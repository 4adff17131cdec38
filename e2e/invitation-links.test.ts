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
  await invite.waitFor({ state: "detached" });
  await page.getByRole("columnheader", { name: "Created" }).waitFor();
  expect(await page.locator("body").textContent()).not.toMatch(/\bsent\b/i);
});

test("of all links those that came are copied, the others named with the reason, and asked for again", async () => {
  const { id, owner } = await createOrganization(withMailbox, "Acme");
  const page = await browser.open(`${withMailbox.url}/organizations/${id}/members`, { cookie: owner.cookie });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const invite = await inviteBoth(page);
  await invite.getByText("2 links to pass on.").waitFor();
  const links = await withMailbox.database.admin.query<{ id: string }>(
    "select id from invitations where organization_id = $1 and email = 'gus@example.com'",
    [id],
  );
  const refused = `**/invitations/${links.rows[0]!.id}/link`;
  const error = { code: "conflict", message: "It was answered in the meantime." };
  await page.route(refused, (route) => route.fulfill({ status: 409, json: { error } }));
  const copied = () => page.evaluate<string>("navigator.clipboard.readText()");
  await invite.getByRole("button", { name: "Copy all links" }).press("Enter");
  await page.getByText("Copied without the links of gus@example.com. It was answered in the meantime.").waitFor();
  await expect.poll(copied).toMatch(/^eva@example\.com \S+\/invitations\/[\w-]{22,}$/);
  const [eva = ""] = (await copied()).split("\n");
  await page.unroute(refused);
  await invite.getByRole("button", { name: "Copy all links" }).press("Enter");
  await expect.poll(copied).toMatch(/\ngus@example\.com \S+\/invitations\/[\w-]{22,}$/);
  // What was copied before still works: no link is minted twice.
  expect((await copied()).split("\n")[0]).toBe(eva);
});

test("where no link comes, nothing is copied and the reason is said", async () => {
  const { id, owner } = await createOrganization(withMailbox, "Acme");
  const page = await browser.open(`${withMailbox.url}/organizations/${id}/members`, { cookie: owner.cookie });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const invite = await inviteBoth(page);
  await invite.getByText("2 links to pass on.").waitFor();
  await page.evaluate("navigator.clipboard.writeText('before')");
  const error = { code: "rate_limited", message: "Too many links for now." };
  await page.route("**/invitations/*/link", (route) => route.fulfill({ status: 429, json: { error } }));
  await invite.getByRole("button", { name: "Copy all links" }).press("Enter");
  await page.getByText("Too many links for now.").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe("before");
  expect(await invite.getByText("Copied").count()).toBe(0);
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
