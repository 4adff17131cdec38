import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, useBrowser } from "#testing/browser.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();

const isInField = "document.activeElement?.id === 'q'";
const field = (page: Page) => page.getByRole("searchbox", { name: "Search the documentation" });

test("the key / leads into the search, Enter to what is found, and a hit to its heading", async () => {
  const page = await browser.open(`${server.url}/docs/widget`);
  await page.keyboard.press("/");
  await expect.poll(() => page.evaluate(isInField)).toBe(true);
  await page.keyboard.type("seals/made");
  expect(await field(page).inputValue()).toBe("seals/made");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Search", level: 1 }).waitFor();
  expect(await field(page).inputValue()).toBe("seals/made");
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.waitForURL("**/docs/audit-log#what-a-seal-is-made-of");
});

test("the key / is left to browsers and to people who hold another key", async () => {
  const page = await browser.open(`${server.url}/docs/widget`);
  await page.keyboard.press("Control+/");
  expect(await page.evaluate(isInField)).toBe(false);
});

test.each([
  [1280, false],
  [1280, true],
  [390, false],
  [390, true],
])("search and pages can be read by everybody, %i wide, dark: %s", async (width, dark) => {
  for (const path of ["/docs/search?q=allowed+websites", "/docs/search?q=zzqqxx", "/docs/search", "/docs"]) {
    const page = await browser.open(`${server.url}${path}`, { width, dark });
    await expectAccessible(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect((await field(page).boundingBox())?.width).toBeGreaterThan(150);
    await page.close();
  }
});
