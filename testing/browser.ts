import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, beforeAll, expect } from "vitest";
import { launchChromium } from "./chromium.ts";

/** Of this worker: files come and go, and a browser takes long to start. It ends with the worker. */
let launched: Promise<Reusing> | undefined;

const launch = async () => (await launchChromium()) as Reusing;

/**
 * As Playwright's own runner reuses a context: emptied of cookies, storage, routes and scripts, with the cache of what was
 * loaded and compiled. A page in a new one takes twice the work.
 */
type Reusing = Browser & {
  _newContextForReuse(options: BrowserContextOptions): Promise<BrowserContext>;
  _disconnectFromReusedContext(reason: string): Promise<void>;
};

/** A real browser for a test file: `const browser = useBrowser()` then `await browser.open(url)`, each time as another person. */
export function useBrowser(): {
  open(url: string, options?: { width?: number; height?: number; dark?: boolean; cookie?: string; locale?: string }): Promise<Page>;
} {
  let browser: Reusing;
  let reused: BrowserContext | undefined;
  const contexts: BrowserContext[] = [];
  const refused: string[] = [];
  beforeAll(async () => {
    launched ??= launch();
    browser = await launched;
    if (!browser.isConnected()) browser = await (launched = launch());
  });
  // A page that is left open keeps asking the server.
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await reused?.clearPermissions();
    await Promise.all(reused?.pages().map((page) => page.goto("about:blank")) ?? []);
    if (reused) await browser._disconnectFromReusedContext("its test has ended");
    reused = undefined;
    expect(refused.splice(0), "what the policy of a page refused").toEqual([]);
  });
  /** The first of a test is the one that is reused; a second person beside them has one of their own. */
  async function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
    if (!reused) return (reused = await browser._newContextForReuse(options));
    const context = await browser.newContext(options);
    contexts.push(context);
    return context;
  }
  return {
    async open(url, { width = 1280, height = 800, dark = false, cookie, locale = "en-US" } = {}) {
      const context = await newContext({
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
        locale,
      });
      context.on("console", (message) => {
        if (message.text().includes("Content Security Policy")) refused.push(message.text());
      });
      if (cookie) {
        // Of the whole site: a cookie of the address itself would be of its path alone.
        const { origin } = new URL(url);
        await context.addCookies(
          cookie.split("; ").map((one) => {
            const [name = "", value = ""] = one.split("=", 2);
            return { name, value, url: origin };
          }),
        );
      }
      const page = context.pages()[0] ?? (await context.newPage());
      // Back leads to no page of the test before.
      await (await context.newCDPSession(page)).send("Page.resetNavigationHistory");
      await page.goto(url);
      return page;
    },
  };
}

/** The short form: each page reads it again. */
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with the rules that the page, or a part of it, breaks and where, once its colours have come to rest. */
export function expectAccessible(page: Page, part = "html"): Promise<void> {
  return expectNothingFound(page, part, {});
}

async function expectNothingFound(page: Page, part: string, options: RunOptions): Promise<void> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  const words = JSON.stringify({ ...options, resultTypes: ["violations"] });
  const violations = await page.evaluate<AxeResults["violations"]>(
    `${atRest}.then(() => axe.run(${JSON.stringify(part)}, ${words})).then(({ violations }) => violations)`,
  );
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
}

/** When two frames were drawn, by which whatever moves or fades has begun to, and that has ended. */
const atRest = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(() =>
  Promise.allSettled(
    document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity).map(({ finished }) => finished),
  ))`;

/** As `expectAccessible`, and by the rules about colours in dark too. The page is light again afterwards. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html.dark").waitFor();
  await expectNothingFound(page, "html", { runOnly: ["color-contrast", "link-in-text-block"] });
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator("html:not(.dark)").waitFor();
}

/** Where the Tab key stops, from the top of the page to its end, and whether the stop has a size and a ring. */
export async function tabStops(page: Page): Promise<{ name: string; isSeen: boolean }[]> {
  const stops: { name: string; isSeen: boolean }[] = [];
  while (stops.length < tabStopsMax) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate<{ name: string; isSeen: boolean } | null>(focusedStop);
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}

/** Presses the key until the focus is on what is called so at its end, as somebody without a mouse looks for it. */
export async function pressUntil(page: Page, key: string, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < tabStopsMax) {
    await page.keyboard.press(key);
    const focused = await page.evaluate<string>(
      "(({ ariaLabel, innerText }) => (ariaLabel ?? innerText).trim().replace(/\\s+/g, ' '))(document.activeElement)",
    );
    if (focused.endsWith(name)) return;
    passed.push(focused);
  }
  throw new Error(`${key} does not lead to “${name}”, only to ${[...new Set(passed)].join(", ")}.`);
}

const tabStopsMax = 100;

/** A card's link draws its ring around the whole card, on a pseudo-element. */
const focusedStop = `(() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const { width, height } = element.getBoundingClientRect();
  const hasRing = [null, "::after"].some((part) => getComputedStyle(element, part).outlineStyle !== "none");
  const name = element.ariaLabel ?? element.innerText.split("\\n")[0];
  return { name, isSeen: width > 4 && height > 4 && hasRing };
})()`;
