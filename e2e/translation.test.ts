import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "#testing/browser.ts";
import { useServer } from "#testing/server.ts";
import { fillWorld, type FilledWorld } from "#testing/world.ts";
import { everyAddress, isPublic, namesIn, openWithin } from "./every-page.ts";

const server = useServer();
const browser = useBrowser();
let filled: FilledWorld;

beforeAll(async () => {
  filled = await fillWorld(server);
});

test.each(["around", "instead"] as const)("translated by the browser, <font> %s every text, every page keeps working", async (how) => {
  const page = await browser.open(`${server.url}/profile`, { cookie: filled.organization.owner.cookie });
  await page.getByRole("heading", { name: "Profile", level: 1 }).waitFor();
  const addresses = await everyAddress(page, namesIn(filled));
  const failures = watch(page);
  const headings = async (isOpen: boolean) => {
    const read: string[] = [];
    for (const { address } of addresses)
      if (isPublic(address) === isOpen) read.push((await openWithin(page, address)).heading.replaceAll("°", ""));
    return read;
  };
  const plain = await headings(false);
  await translate(page, how);
  expect(await headings(false)).toEqual(plain);

  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in`);
  const plainPublic = await headings(true);
  expect(plainPublic.length).toBeGreaterThan(5);
  await page.goto(`${server.url}/sign-in`);
  await translate(page, how);
  expect(await headings(true)).toEqual(plainPublic);
  expect(failures).toEqual([]);
});

test.each(["around", "instead"] as const)("with <font> %s every text, what changes is seen to change", async (how) => {
  const { organization } = filled;
  const at = `/organizations/${organization.id}`;
  const page = await browser.open(`${server.url}${at}/settings/roles?edit=new`, { cookie: organization.owner.cookie });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("status").waitFor();
  const failures = watch(page);
  await translate(page, how);
  const count = async () => (await dialog.getByRole("status").textContent())?.replaceAll("°", "");
  await expect.poll(count).toBe("0 permissions");
  await dialog.getByRole("checkbox").nth(2).press("Space");
  await expect.poll(count).toBe("1 permission");
  await dialog.getByRole("checkbox").nth(3).press("Space");
  await expect.poll(count).toBe("2 permissions");
  // An error comes, and goes again.
  await dialog.getByRole("textbox").first().focus();
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").first().waitFor();
  await dialog.getByRole("textbox").first().fill("Helper");
  await expect.poll(() => dialog.getByRole("alert").count()).toBe(0);
  await page.keyboard.press("Escape");
  // What was typed is asked for first, by a dialog above this one.
  await expect.poll(() => page.locator("[role=dialog]").count()).toBe(2);
  await page.locator("[role=dialog]").last().locator("button[type=submit]").press("Enter");
  await expect.poll(() => dialog.count()).toBe(0);

  await page.goto(`${server.url}${at}/projects/${filled.world.project_id}/knowledge?tab=files`);
  await page.getByRole("link", { name: "Opening hours" }).waitFor();
  await translate(page, how);
  await page.getByRole("tab").first().click();
  await page.getByText(/Drop.*files here/).waitFor();
  await page.getByRole("tab").nth(1).click();
  await expect.poll(() => page.getByText(/Drop.*files here/).count()).toBe(0);
  expect(failures).toEqual([]);
});

function watch(page: Page): string[] {
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /removeChild|insertBefore|NotFoundError/.test(message.text())) failures.push(message.text());
  });
  return failures;
}

/** As Chrome does it: every text that is there, and every one that comes or changes, at once. */
async function translate(page: Page, how: "around" | "instead"): Promise<void> {
  await page.evaluate(`(() => {
    const done = new WeakSet();
    const wrap = (text) => {
      if (done.has(text) || !text.isConnected || !text.data.trim() || text.parentElement.closest("script, style, textarea")) return;
      const outer = document.createElement("font");
      const inner = outer.appendChild(document.createElement("font"));
      text.replaceWith(outer);
      if (${JSON.stringify(how)} === "around") {
        inner.append(text);
        done.add(text);
      } else {
        const words = document.createTextNode("°" + text.data + "°");
        done.add(words);
        inner.append(words);
      }
    };
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) wrap(node);
      else [...node.childNodes].forEach(walk);
    };
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === "characterData") wrap(target);
        else addedNodes.forEach(walk);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
    walk(document.body);
  })()`);
}
