import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "#testing/browser.ts";
import { createAgent, createSource, startConversation } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";
import { fillWorld, type FilledWorld } from "#testing/world.ts";
import { everyAddress, isPublic, namesIn, openWithin } from "./every-page.ts";

const server = useServer();
const browser = useBrowser();
let filled: FilledWorld;
let project = "";

beforeAll(async () => {
  filled = await fillWorld(server);
  const { organization, world } = filled;
  project = `/organizations/${organization.id}/projects/${world.project_id}`;
  const agent = await createAgent(server, organization, world.project_id);
  for (let more = 0; more < 12; more += 1) {
    await createSource(server, organization.id, world.project_id, `Text ${more}`);
    await askAll(server, await startConversation(server, agent), `Who won the championship in ${1970 + more}?`);
  }
});

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

test.each(sizes)("every page ends where its content ends and never scrolls sideways, $width px wide", async (size) => {
  const page = await browser.open(`${server.url}/profile`, { ...size, cookie: filled.organization.owner.cookie });
  const off: string[] = [];
  const addresses = await everyAddress(page, namesIn(filled));
  for (const { address } of addresses.filter((one) => !isPublic(one.address))) {
    await openWithin(page, address);
    off.push(...(await page.evaluate<string[]>(faults)).map((fault) => `${address}: ${fault}`));
  }
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in`);
  for (const { address } of addresses.filter((one) => isPublic(one.address))) {
    await openWithin(page, address);
    off.push(...(await page.evaluate<string[]>(faults)).map((fault) => `${address}: ${fault}`));
  }
  expect(addresses.length).toBeGreaterThan(40);
  expect(off).toEqual([]);
});

test.each(sizes)("so does one with a long test chat, $width px wide", async (size) => {
  const page = await browser.open(`${server.url}${project}`, { ...size, cookie: filled.organization.owner.cookie });
  await chat(page);
  expect(await page.evaluate<string[]>(faults)).toEqual([]);
  await page.goto(`${server.url}${project}/agents/${filled.world.agent_id}`);
  await chat(page);
  expect(await page.evaluate<string[]>(faults)).toEqual([]);
});

async function chat(page: Page): Promise<void> {
  const region = page.getByRole("region", { name: "Test chat" });
  const field = region.getByRole("textbox");
  for (let number = 1; number <= 6; number += 1) {
    await field.fill(`Question ${number} of many, about something that stands nowhere?`);
    await field.press("Enter");
    await region.getByText(`Question ${number} of many`).first().waitFor();
    await region.getByRole("button", { name: "Send" }).waitFor({ timeout: 20_000 });
  }
}

/** The lowest thing that is drawn, as far as what scrolls or clips lets it be seen, against the page's height. */
const faults = `(() => {
  const { scrollHeight, scrollWidth } = document.documentElement;
  const endMax = 72;
  let end = 0;
  const isClipping = ({ overflowX, overflowY }) => overflowX !== "visible" || overflowY !== "visible";
  const seenBottom = (element) => {
    let { bottom, width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1) return 0;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === "fixed" || style.position === "sticky") return 0;
      if (at !== element && isClipping(style)) bottom = Math.min(bottom, at.getBoundingClientRect().bottom);
    }
    return bottom + scrollY;
  };
  for (const element of document.querySelectorAll("#root main *")) end = Math.max(end, seenBottom(element));
  const said = [];
  // A line that is a pixel too high for its row would get a scrollbar of its own.
  for (const element of document.querySelectorAll("#root *")) {
    const over = element.scrollHeight - element.clientHeight;
    if (over > 0 && over < 4 && ["auto", "scroll"].includes(getComputedStyle(element).overflowY))
      said.push("scrolls by " + over + " in " + (element.ariaLabel ?? element.className));
  }
  if (scrollHeight > Math.max(innerHeight, end + endMax) + 1) said.push("ends at " + scrollHeight + ", its content at " + Math.round(end));
  if (scrollWidth > innerWidth) said.push("is " + scrollWidth + " wide");
  return said;
})()`;
