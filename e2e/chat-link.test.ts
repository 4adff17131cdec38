import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findUnseen } from "#features/chat-links/server/find-unseen.ts";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createMember, type TestMember } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";
import { ask, message, openChat, useLampDesk } from "./lamp-desk.ts";

/** A visitor who leaves the website and comes back by a mail, in another browser. */
const server = useServer();
const lampDesk = useLampDesk(server);
const site = useCustomerSite((path) => (path === "/" ? { body: lampDesk.tag() } : undefined));
const browser = useBrowser();

let colleague: TestMember;
beforeAll(async () => {
  colleague = await createMember(server, lampDesk.organizationId, "member");
});

const conversations = () => `/v1/organizations/${lampDesk.organizationId}/projects/${lampDesk.projectId}/conversations`;
const act = async (id: string, what: string, body: object = {}) =>
  expect((await call(server, colleague, `POST ${conversations()}/${id}/${what}`, body, { origin: server.url })).status).toBeLessThan(300);
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** What is mailed once the visitor has been away for two minutes. */
async function mailed(): Promise<string> {
  await server.database.admin.query(
    "update conversations set reply_unseen_since = reply_unseen_since - interval '2 minutes', last_used_at = last_used_at - interval '2 minutes'",
  );
  await server.database.admin.query("update messages set created_at = created_at - interval '2 minutes' where role = 'person'");
  await findUnseen.run({ platform: server.platform, log: server.platform.log, signal: AbortSignal.timeout(10_000) });
  return linkOfMail();
}

/** The link of the one mail that the visitor has got since. */
async function linkOfMail(): Promise<string> {
  const texts = () => server.mails.filter(({ to }) => to === "visitor@example.com").map(({ text }) => text);
  await expect.poll(() => texts().length, { timeout: 20_000 }).toBe(1);
  const [text] = texts();
  server.mails.length = 0;
  return /http\S+\/chat#\S+/.exec(text!)![0];
}

test("a visitor leaves an address, is answered while they are gone, and continues by the link of the mail", async () => {
  const page = await browser.open(`${site.url}/`);
  await openChat(page);
  await page.locator("botcadence-widget .bar").getByRole("button", { name: "Talk to a person" }).click();
  await button(page, "Get the answer by mail").click();
  const field = page.getByRole("textbox", { name: "Your email address" });
  await field.fill("nobody");
  await field.press("Enter");
  await page.getByText("Enter an email address such as name@example.com.").waitFor();
  await field.fill("visitor@example.com");
  await field.press("Enter");
  await page.getByText("If you leave, the answer comes by mail.").waitFor();
  await page.locator("botcadence-widget form textarea:focus").waitFor();
  const id = /cnv_\w+/.exec(String(await page.evaluate("Object.values(localStorage)")))![0];
  await page.reload();
  await openChat(page);
  await page.getByText("If you leave, the answer comes by mail.").waitFor();
  await act(id, "take-over");
  await act(id, "messages", { text: "You are still here." });
  await page.getByText("You are still here.").waitFor();
  const unseen = () =>
    server.database.admin
      .query("select from conversations where id = $1 and reply_unseen_since is not null", [id])
      .then(({ rowCount }) => rowCount);
  await expect.poll(unseen).toBe(0);
  await page.goto("about:blank");
  await act(id, "messages", { text: "Yes, the red one has a switch." });
  const link = await mailed();

  const phone = await browser.open(link, { width: 390, height: 844 });
  await button(phone, "Open the chat").waitFor();
  await expectAccessibleInBothThemes(phone);
  expect((await server.database.admin.query("select from chat_links where spent_at is not null")).rowCount).toBe(0);
  await button(phone, "Open the chat").click();
  await phone.getByText("Yes, the red one has a switch.").waitFor();
  await expect.poll(unseen).toBe(0);
  await expectAccessibleInBothThemes(phone);
  await ask(phone, "Then I take it");
  const said = async () =>
    (await call<{ data: { text: string }[] }>(server, colleague, `GET ${conversations()}/${id}/messages`)).body.data.at(-1)?.text;
  await expect.poll(said).toBe("Then I take it");
  await act(id, "messages", { text: "It is on its way." });
  await phone.getByText("It is on its way.").waitFor();

  // The same browser opens it again by the same link, and begins another one there.
  await phone.reload();
  await phone.getByText("Then I take it").waitFor();
  await button(phone, "New conversation").click();
  await message(phone).waitFor();
  await expect.poll(() => phone.getByText("Then I take it").count()).toBe(0);
  await ask(phone, "Do you have lamps in blue?");
  // Once it is answered, what was asked is stored.
  await phone.locator("botcadence-widget .turn.agent", { hasText: "documents" }).waitFor();
  await phone.reload();
  await phone.getByText("Do you have lamps in blue?").waitFor();

  const other = await browser.open(link, { width: 1280, height: 800 });
  await button(other, "Open the chat").click();
  await other.getByText("This link was used already").waitFor();
  expect(await other.getByRole("link", { name: `Go to ${new URL(site.url).host}` }).getAttribute("href")).toBe(site.url);
  await expectAccessibleInBothThemes(other);
  await button(other, "Mail me a new link").click();
  await other.getByText("A new link is on its way to the address to which this one was mailed.").waitFor();
  const fresh = await linkOfMail();
  await other.goto("about:blank");
  await other.goto(fresh);
  await button(other, "Open the chat").click();
  await other.getByText("It is on its way.").waitFor();

  await other.goto(`${server.url}/chat#${"a".repeat(32)}`);
  await other.reload();
  await button(other, "Open the chat").click();
  await other.getByText("This link leads nowhere").waitFor();
});
