import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { setBudget } from "#testing/budgets.ts";
import { useBrowser } from "#testing/browser.ts";
import { call, createInvitation } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { findSaleInProse } from "#testing/sold-words.ts";
import { record, sumUp } from "#testing/usage.ts";
import { fillWorld, type FilledWorld } from "#testing/world.ts";
import { everyAddress, isPublic, namesIn, openWithin, readPage, type OpenedPage } from "./every-page.ts";

const server = useServer({ variables: { BILLING: "off", SIGN_UP: "open" } });
const browser = useBrowser();
let filled: FilledWorld;
let page: Page;
let testPage = "";
/** What is in addresses: in a path, or behind the question mark. */
let names: { [param: string]: string } = {};

beforeAll(async () => {
  filled = await fillWorld(server);
  const { organization, world } = filled;
  const { id, owner } = organization;
  const { project_id: projectId, agent_id: agentId } = world;
  await record(server, id, { kind: "answers", quantity: 4, key: newId("msg"), projectId, agentId, channel: "website" });
  await sumUp(server, id);
  await setBudget(server, organization, { answers: 4, agents: { [agentId]: { answers: 5 } } });
  const { body } = await call<{ url: string }>(
    server,
    owner,
    `POST /v1/organizations/${id}/projects/${projectId}/agents/${agentId}/test-page`,
    {},
  );
  testPage = new URL(body.url).hash;
  names = namesIn(filled);
});

beforeEach(async () => {
  page = await browser.open(`${server.url}/sign-in`);
});

test("a page that speaks of a sale would be found, wherever it says so", async () => {
  for (const said of [
    "Your plan",
    "the price",
    "Upgrade now",
    "Subscription",
    "Go to checkout",
    "A trial of 14 days",
    "Open Billing",
    "including billing",
  ])
    expect(findSaleInProse(`Welcome\n${said}\n`)).toContain(said);
  expect(findSaleInProse("The planet is prized, and a subscriber is tried. The billing address. Billing Address")).toBeNull();
  await page.evaluate(`document.body.insertAdjacentHTML("beforeend",
    '<div id="shop"><button aria-label="Upgrade"></button><i title="A trial"></i><input placeholder="Checkout"><b>Our plans</b></div>');
    document.getElementById("shop").attachShadow({ mode: "open" }).innerHTML = "<b>The price</b>"`);
  const { text } = await readPage(page, "");
  for (const said of ["Upgrade", "A trial", "Checkout", "Our plans", "The price"]) expect(text).toContain(said);
});

test("where nothing is sold, no page mentions it to a person who is signed out or waits for admission", async () => {
  const addresses = (await everyAddress(page, names)).filter(({ address }) => isPublic(address));
  const opened: OpenedPage[] = [];
  for (const { address } of addresses) opened.push(await openWithin(page, address));
  opened.push(await openWithin(page, `/test-page${testPage}`));
  expect(opened.map(({ heading }) => heading)).toEqual(expect.arrayContaining(["Create your account", "Try Shop assistant"]));
  expect(opened.length).toBeGreaterThan(10);
  expect(salesOf(opened)).toEqual([]);
  await signIn(await createWaiting());
  const waiting = await openWithin(page, "/waiting");
  expect([waiting.heading, findSaleInProse(waiting.text)]).toEqual(["Confirm your email address", null]);
});

test("where nothing is sold, no page and no dialog speaks of it to an Owner, and the pages of a sale are not there", async () => {
  await signIn(filled.users.owner!);
  const addresses = (await everyAddress(page, names)).filter(({ address }) => !isPublic(address));
  const opened: OpenedPage[] = [];
  for (const { address } of addresses) opened.push(await openWithin(page, address));
  expect(salesOf(opened)).toEqual([]);
  expect(opened.length).toBeGreaterThan(40);
  const missing = opened.filter(({ heading }) => heading === "There is nothing at this address").map(({ address }) => address);
  expect(missing).toEqual(addresses.filter(({ sold }) => sold).map(({ address }) => address));
});

test.each(["admin", "viewer"])("where nothing is sold, no page speaks of it to a role that may not see all: %s", async (role) => {
  await signIn(filled.users[role]!);
  const opened: OpenedPage[] = [];
  for (const { address } of await everyAddress(page, names))
    if (address.startsWith("/organizations/") && !address.includes("?")) opened.push(await openWithin(page, address));
  expect(opened.length).toBeGreaterThan(14);
  expect(salesOf(opened)).toEqual([]);
});

const salesOf = (opened: readonly OpenedPage[]) =>
  opened.flatMap(({ address, text }) => {
    const found = findSaleInProse(text);
    return found === null ? [] : [`${address}: ${found}`];
  });

/** Everything is read again as this person. */
async function signIn({ cookie }: { cookie: string }): Promise<void> {
  const [name = "", value = ""] = cookie.split("=", 2);
  await page.context().clearCookies();
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`${server.url}/profile`);
}

/** Somebody who signed up by a link that was passed on by hand. */
async function createWaiting(): Promise<{ cookie: string }> {
  const { id, owner } = filled.organization;
  const email = "waiter@example.com";
  const token = await createInvitation(server, id, { email, mailed: false, inviter: owner });
  const { headers } = await call(
    server,
    null,
    "POST /api/auth/sign-up/email",
    { email, password: "Correct horse 1", invitation_token: token },
    { origin: server.url },
  );
  return {
    cookie: headers
      .getSetCookie()
      .find((line) => line.includes("session_token="))!
      .split(";")[0]!,
  };
}
