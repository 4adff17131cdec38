import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { launchChromium } from "#testing/chromium.ts";
import { startServer } from "#testing/process/server-process.ts";
import { openDesk } from "./load/desk.ts";
import { median, printTable } from "./load/table.ts";

const rounds = 7;
const throttledBy = 4;
const settleMs = 2_000;
const dist = join(import.meta.dirname, "../dist/widget");

/**
 * What a page pays. Bytes: the loader, and everything until a panel is open, as gzip sends them, which is the most that they can be. Time of the
 * main thread on a slow processor: a page without the widget, with its button, and with the open panel.
 */
export default async function widget(): Promise<void> {
  if (!existsSync(join(dist, "widget.js"))) throw new Error("The widget is not built. Run npm start once.");
  const files = filesFrom("widget.js");
  const sizes = files.map((path) => statSync(join(dist, `${path}.gz`)).size);
  const sum = (some: readonly number[]) => some.reduce((all, size) => all + size, 0);
  const isLanguage = (path: string) => path.includes("/words_");
  const language = Math.max(...sizes.filter((_, at) => isLanguage(files[at]!)));
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(2)} kB`;
  printTable([
    ["loader", kilobytes(sizes[0] ?? 0), "goal ≤ 3 kB"],
    ["loader and panel, until it greets", kilobytes(sum(sizes.slice(0, 2))), "goal ≤ 16 kB"],
    [
      "all that a visitor can load, with the largest language",
      kilobytes(sum(sizes.filter((_, at) => !isLanguage(files[at]!))) + language),
      "goal ≤ 45 kB",
    ],
    ...files.slice(1).map((path, index) => [`  ${path}`, kilobytes(sizes[index + 1] ?? 0), index > 0 ? "goal ≤ 6 kB" : ""]),
  ]);
  const { blank, button, panel, shift } = await measureTime();
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  printTable([
    [`main thread, ${throttledBy} × throttled, p50 of ${rounds}`, "", ""],
    ["  a page without the widget", ms(blank), ""],
    ["  added until the button is there", ms(button - blank), "goal ≤ 20 ms"],
    ["  added until the panel is open and greets", ms(panel - blank), ""],
    ["layout shift", String(shift), "goal 0"],
  ]);
}

async function measureTime(): Promise<{ blank: number; button: number; panel: number; shift: number }> {
  const server = await startServer({});
  const { agentId } = await openDesk(server, "A parcel arrives within two working days.");
  const tag = `<script src="${server.url}/widget.js" data-agent="${agentId}" async></script>`;
  const shop = createServer(
    ({ url }, response) => void response.setHeader("content-type", "text/html").end(pageWith(url === "/with" ? tag : "")),
  );
  await new Promise<void>((resolve) => void shop.listen(0, "127.0.0.1", resolve));
  const browser = await launchChromium();
  const [blank, button, panel]: [number[], number[], number[]] = [[], [], []];
  let shift = 0;
  for (let round = -1; round < rounds; round += 1) {
    const without = await load("/");
    const withIt = await load("/with");
    const [ofBlank, ofButton] = [await without.read(), await withIt.read()];
    await withIt.page.locator("botcadence-widget .launcher").click();
    await withIt.page.getByRole("log").waitFor();
    await sleep(settleMs);
    const ofPanel = await withIt.read();
    shift += (await withIt.page.evaluate("shift")) as number;
    await Promise.all([without.page.close(), withIt.page.close()]);
    if (round < 0) continue;
    blank.push(ofBlank);
    button.push(ofButton);
    panel.push(ofPanel);
  }
  await browser.close();
  shop.close();
  await server.stop();
  return { blank: median(blank), button: median(button), panel: median(panel), shift };

  /** A page of another origin; `read` says how many milliseconds its main thread has worked. */
  async function load(path: string): Promise<{ page: Page; read(): Promise<number> }> {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttledBy });
    await devtools.send("Performance.enable");
    await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}${path}`);
    // Nothing is asked of the page meanwhile, which would be work of its main thread too.
    await sleep(settleMs);
    const read = async () => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
    };
    return { page, read };
  }
}

const pageWith = (tag: string) =>
  `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><script>window.shift = 0; new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value }).observe({ type: "layout-shift", buffered: true })</script><h1>Shop</h1><p>Lamps.</p>${tag}</html>`;

/** A file and all that it names, directly or not, the nearest first: chunks are known by their file names. */
function filesFrom(entry: string): string[] {
  const assets = join(dist, "assets");
  const names = existsSync(assets) ? readdirSync(assets).filter((name) => /\.(js|css)$/.test(name)) : [];
  const found = [entry];
  for (const path of found) {
    const text = readFileSync(join(dist, path), "utf8");
    for (const name of names) if (text.includes(name) && !found.includes(`assets/${name}`)) found.push(`assets/${name}`);
  }
  return found;
}
