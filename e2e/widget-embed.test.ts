import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Visitor } from "#features/leads/contract/visitor.ts";
import { useBrowser } from "#testing/browser.ts";
import { call } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";
import { ask, expectCited, greeting, launcher, openChat, question, useLampDesk } from "./lamp-desk.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const run = promisify(execFile);
const server = useServer();
const desk = useLampDesk(server);
const browser = useBrowser();
let reactPage = "";
const site = useCustomerSite((path) => {
  const module = `<script type="module">
    import { createWidget } from "${server.url}/embed.js";
    window.heard = [];
    const chat = (window.chat = createWidget({ api: "${server.url}", agent: "${desk.agentId}" }));
    for (const name of ["ready", "open", "close", "message", "handover"]) chat.on(name, (detail) => heard.push([name, detail]));
  </script>`;
  if (path === "/react") return { body: `<div id="root"></div><script type="module">${reactPage}</script>` };
  if (path === "/module") return { body: module };
  if (path === "/both") return { body: desk.tag() + module };
  return undefined;
});

/** A small page in React that uses the package as npm packs it. */
const app = `
import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { createWidget, type Widget } from "botcadence-embed";

function Help({ api, agent }: { api: string; agent: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [chat, setChat] = useState<Widget | null>(null);
  const [answers, setAnswers] = useState(0);
  useEffect(() => {
    const made = createWidget({ api, agent, container: place.current! });
    const end = made.on("message", ({ role }) => setAnswers((count) => count + (role === "agent" ? 1 : 0)));
    setChat(made);
    return () => { end(); made.destroy(); };
  }, [api, agent]);
  return <>
    <p>Answers: {answers}</p>
    <button onClick={() => chat?.identify(null)}>Sign out</button>
    <div ref={place} style={{ width: 360, height: 520 }} />
  </>;
}
function Page() {
  const [shown, show] = useState(true);
  const { api, agent } = (window as unknown as { of: { api: string; agent: string } }).of;
  return <><button onClick={() => show(!shown)}>Help</button>{shown && <Help api={api} agent={agent} />}</>;
}
createRoot(document.getElementById("root")!).render(<Page />);
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "embed-"));
  const modules = join(folder, "node_modules");
  const own = join(modules, "botcadence-embed");
  await mkdir(own, { recursive: true });
  const npm = ["pack", join(root, "dist/widget/embed"), "--pack-destination", folder, "--silent"];
  const { stdout } = await run("npm", npm, { env: { ...process.env, npm_config_cache: join(folder, "cache") } });
  await run("tar", ["-xzf", join(folder, stdout.trim()), "-C", own, "--strip-components=1"]);
  for (const name of ["react", "react-dom", "scheduler", "@types", "csstype"])
    await symlink(join(root, "node_modules", name), join(modules, name)).catch(() => {});
  await writeFile(join(folder, "page.tsx"), app);
  const options = {
    strict: true,
    jsx: "react-jsx",
    module: "esnext",
    moduleResolution: "bundler",
    noEmit: true,
    types: [],
    lib: ["dom", "es2023"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["page.tsx"] }));
  const node = process.execPath;
  await run(node, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]);
  const config = `export default { root: ${JSON.stringify(folder)}, logLevel: "error", define: { "process.env.NODE_ENV": '"production"' },
    build: { lib: { entry: "page.tsx", formats: ["es"], fileName: () => "page.js" }, outDir: "out" } };`;
  await writeFile(join(folder, "vite.config.mjs"), config);
  const vite = [join(root, "node_modules/vite/bin/vite.js"), "build", "--config", join(folder, "vite.config.mjs")];
  await run(node, vite, { cwd: folder, env: { ...process.env, NODE_ENV: "production" } });
  const built = await readFile(join(folder, "out/page.js"), "utf8");
  reactPage = `window.of = ${JSON.stringify({ api: server.url, agent: desk.agentId })};${built.replaceAll("</script", "<\\/script")}`;
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const heard = (page: Page) => page.evaluate<[string, Record<string, unknown> | null][]>("heard");
const names = async (page: Page) => (await heard(page)).map(([name]) => name);

test("a React page with the package that npm packs shows the chat in itself, hears answers, and takes it away", async () => {
  const page = await browser.open(`${site.url}/react`);
  await page.getByText(greeting).waitFor();
  await ask(page, question);
  await expectCited(page);
  await page.getByText("Answers: 1").waitFor();
  expect(await page.locator("botcadence-widget").count()).toBe(1);
  await page.getByRole("button", { name: "Help", exact: true }).click();
  expect(await page.locator("botcadence-widget").count()).toBe(0);
  await page.getByRole("button", { name: "Help", exact: true }).click();
  await page.getByText(question).waitFor();
});

test("a page opens and closes the chat, hears of both and of answers, and takes it away for good", async () => {
  const page = await browser.open(`${site.url}/module`);
  await launcher(page).waitFor();
  await expect.poll(() => names(page)).toEqual(["ready"]);
  await page.evaluate("chat.open()");
  await page.getByText(greeting).waitFor();
  await ask(page, question);
  await expectCited(page);
  await page.evaluate("chat.close()");
  await launcher(page).waitFor();
  expect(await names(page)).toEqual(["ready", "open", "message", "close"]);
  expect((await heard(page))[2]?.[1]).toMatchObject({ role: "agent", message_id: expect.stringMatching(/^msg_/) });
  await page.evaluate("chat.destroy(); document.body.append('x')");
  await page.waitForTimeout(100);
  expect(await page.locator("botcadence-widget").count()).toBe(0);
});

test("beside the line that puts the chat on a page there is one chat, which the page steers and can end", async () => {
  const page = await browser.open(`${site.url}/both`);
  await openChat(page);
  expect(await page.locator("botcadence-widget").count()).toBe(1);
  await expect.poll(() => names(page)).toContain("open");
  await page.evaluate("chat.destroy(); document.body.append('x')");
  await page.waitForTimeout(100);
  expect(await page.locator("botcadence-widget").count()).toBe(0);
});

const path = (rest: string) => `/v1/organizations/${desk.organizationId}/projects/${desk.projectId}${rest}`;

/** As the website's server signs it. */
function tokenFor(sub: string, secret: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 300;
  const text = `${encode({ alg: "HS256" })}.${encode({ sub, name: `Name of ${sub}`, aud: desk.agentId, exp })}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

test("who signs in is verified from their first message on; who comes after them sees nothing of it; a wrong token changes nothing", async () => {
  const { owner } = desk;
  const { body } = await call<{ secret: string }>(
    server,
    owner,
    `POST ${path(`/agents/${desk.agentId}/identity-secret`)}`,
    {},
    { origin: server.url },
  );
  const verified = async (page: Page) => {
    const id = await page.evaluate<string>(
      "Object.entries(localStorage).flatMap(([k, v]) => v.includes('conversation_id') ? [JSON.parse(v).conversation_id] : [])[0]",
    );
    return (await call<Visitor>(server, owner, `GET ${path(`/conversations/${id}/visitor`)}`)).body.identity;
  };
  const page = await browser.open(`${site.url}/module`);
  const warnings: string[] = [];
  page.on("console", (line) => void (line.type() === "warning" && warnings.push(line.text())));
  await page.evaluate(`chat.identify(${JSON.stringify(tokenFor("customer-7", body.secret))})`);
  await openChat(page);
  await ask(page, question);
  await expectCited(page);
  await vi.waitUntil(async () => (await verified(page))?.subject === "customer-7", { timeout: 10_000, interval: 200 });

  await page.evaluate(`chat.identify(${JSON.stringify(tokenFor("customer-8", body.secret))})`);
  await page.getByText(question).waitFor({ state: "detached" });
  await ask(page, "May I return a lamp made to measure?");
  await expectCited(page);
  await vi.waitUntil(async () => (await verified(page))?.subject === "customer-8", { timeout: 10_000, interval: 200 });

  await page.evaluate("chat.identify(null)");
  await page.getByText("May I return a lamp made to measure?").waitFor({ state: "detached" });
  await page.evaluate(`chat.identify(${JSON.stringify(tokenFor("customer-9", "a wrong secret"))})`);
  await ask(page, question);
  await expectCited(page);
  await expect.poll(() => warnings.join()).toContain("not signed with this agent's secret");
  expect(await verified(page)).toBe(null);
});
