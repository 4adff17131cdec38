import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, relative } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useBrowser } from "#testing/browser.ts";
import { useServer } from "#testing/server.ts";
import { fillWorld, type FilledWorld } from "#testing/world.ts";
import { marked } from "../tools/compile-messages.ts";
import { everyAddress, isPublic, namesIn, openWithin } from "./every-page.ts";

const server = useServer();
const browser = useBrowser();
let filled: FilledWorld;
let dist = "";

beforeAll(async () => {
  filled = await fillWorld(server);
  dist = await mkdtemp(join(tmpdir(), "botcadence-marked-"));
  const dashboard = join(import.meta.dirname, "../dashboard");
  const configFile = join(dashboard, "vite.config.ts");
  await build({ configFile, mode: marked, logLevel: "error", build: { outDir: relative(dashboard, dist), emptyOutDir: true } });
});
afterAll(() => rm(dist, { recursive: true, force: true }));

/** Fields of answers that hold what people wrote or named, which is in their language. */
const written =
  /^(name|email|label|title|text|content|question|answer|description|instructions|greeting|url|origin|website|user_agent|id|key|heading|path|note|number|city|line1|legal_name|consent_text|choices|tag|value|domain|hint|actor_label|actor_name|target_label|international|country|time_zone|sent_to)$/;

/** What else stands on pages without coming from a catalog, and why that is right. */
const rightly: [pattern: RegExp, why: string][] = [
  [/\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g, "days are named by the browser"],
  [/\b(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b/g, "months too"],
  [/\b\d+ (sec|min|hr|hrs|day|days|mo)\.? ago\b|\b(in )?\d+ (min|hr|hrs|days?)\b|\b(yesterday|tomorrow)\b/g, "and times from now"],
  [/\b(kB|MB|GB)\b|\b(am|pm|UTC|GMT)\b/g, "units are the same in every language"],
  [/\b(Botcadence|Google|Stripe|Deutsch|English|CSV|JSON|PDF|URL|SMS|API|VIES)\b/g, "names are too"],
  [/^\p{Lu}{2}$/u, "the first letters of a name stand for a picture of somebody"],
  [/\balt\+T\b/g, "a key has its name from the keyboard"],
  [/https?:\/\/\S+|\b[\w-]+\.example\b(\/\S*)?/g, "addresses are read as they are written"],
  [/^GERMANY$/, "an envelope names the country in English, for the post of the country it is sent from"],
  [/^Postal code$/, "what an address is made of is called by the server, by country; it stays English"],
  [/^(added|asked|changed|created|generated|invited|published|ran)\b.*\.$/s, "so do entries of the audit log, which acts put together"],
];

test("every sentence on every page comes from a catalog", async () => {
  const page = await browser.open(`${server.url}/healthz`, { cookie: filled.organization.owner.cookie });
  const types: Record<string, string> = { ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml" };
  await page.route(`${server.url}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (route.request().resourceType() === "document") return route.fulfill({ path: join(dist, "index.html"), contentType: "text/html" });
    const file = join(dist, pathname);
    if (!/^\/(assets\/|[\w-]+\.js$)/.test(pathname) || !existsSync(file)) return route.continue();
    return route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? "application/octet-stream" });
  });
  const named = new Set<string>();
  page.on("response", (response) => {
    if (response.headers()["content-type"]?.includes("json"))
      void response.json().then(
        (body) => collect(body, named),
        () => null,
      );
  });
  await page.goto(`${server.url}/profile`);
  await page.getByRole("heading", { name: "⟦Profile⟧" }).waitFor();
  const addresses = await everyAddress(page, namesIn(filled));
  const outside = new Map<string, string>();
  const isWords = (text: string) => {
    const data = [...named].filter((name) => text.includes(name)).toSorted((one, other) => other.length - one.length);
    const without = data.reduce((rest, name) => rest.replaceAll(name, " "), text);
    return /\p{L}{2}/u.test(rightly.reduce((rest, [pattern]) => rest.replace(pattern, " "), without));
  };
  const read = async (address: string) => {
    await openWithin(page, address);
    for (const text of await page.evaluate<string[]>(unmarked)) if (!outside.has(text) && isWords(text)) outside.set(text, address);
  };
  for (const { address } of addresses.filter((one) => !isPublic(one.address))) await read(address);
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in`);
  for (const { address } of addresses.filter((one) => isPublic(one.address))) await read(address);
  expect(addresses.length).toBeGreaterThan(40);
  expect(Object.fromEntries(outside)).toEqual({});
});

/** The texts of an answer's fields of these names, wherever they are in it. */
function collect(body: unknown, named: Set<string>, key = ""): void {
  if (typeof body === "string" && written.test(key) && /\p{L}{2}/u.test(body)) named.add(body);
  if (Array.isArray(body)) for (const one of body) collect(one, named, key);
  else if (typeof body === "object" && body !== null) for (const [name, value] of Object.entries(body)) collect(value, named, name);
}

/** What is written or read aloud outside of the marks of a message, word by word of what is together. */
const unmarked = `(() => {
  const said = [];
  let depth = 0;
  const take = (text) => {
    let outside = "";
    for (const letter of text) {
      if (letter === "⟦") depth += 1;
      else if (letter === "⟧") depth -= 1;
      else if (depth <= 0) outside += letter;
    }
    if (/\\p{L}{2}/u.test(outside)) said.push(outside.trim());
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) take(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.nodeName)) return;
    const before = depth;
    for (const name of ["aria-label", "aria-description", "aria-valuetext", "title", "alt", "placeholder"]) {
      depth = 0;
      take(node.getAttribute(name) ?? "");
      depth = before;
    }
    if (node.nodeName !== "TEXTAREA") node.childNodes.forEach(walk);
  };
  depth = 0;
  take(document.title);
  depth = 0;
  walk(document.body);
  return said;
})()`;
