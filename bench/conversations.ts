import type { Page } from "playwright-core";
import pg from "pg";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { launchChromium } from "#testing/chromium.ts";
import { callOf, signUp, type Account } from "#testing/process/account.ts";
import { makeDataDir, startServer } from "#testing/process/server-process.ts";
import { median, printTable } from "./load/table.ts";

const conversations = 1_000;
/** So many of them get something new each second. */
const livePerSecond = 5;
const slowdown = 4;
const goalMs = 50;
const wheelSteps = 120;
const wheelPixels = 500;
const keyPresses = 40;

type Frames = { frames: number[]; tasks: number[] };

/** How smoothly a list of a thousand conversations scrolls and is gone through by keys, while they change, on a slow processor. */
export default async function conversationList(): Promise<void> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir });
  const account = await signUp(server.url);
  const project = await firstOf(account, "/projects", { name: "Help centre" });
  const agent = await firstOf(account, `/projects/${project}/agents`, { name: "Desk" });
  const superuser = new pg.Client({
    host: socketDirectory(dataDir),
    user: "postgres",
    database: databaseName,
    options: "-c search_path=app",
  });
  await superuser.connect();
  await seed(superuser, account.organizationId, project, agent);
  await superuser.end();

  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const cookies = account.cookie.split("; ").map((one) => one.split("=", 2) as [string, string]);
  await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: server.url })));
  await page.goto(`${server.url}/organizations/${account.organizationId}/projects/${project}/conversations`);
  const list = page.getByRole("list", { name: "Conversations" });
  await list.getByRole("link").first().waitFor();
  await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const living = setInterval(() => {
    for (let one = 0; one < livePerSecond; one += 1) {
      const path = `/projects/${project}/conversations/${idOf(1 + Math.floor(Math.random() * conversations))}`;
      void callOf(account, `PATCH ${path}`, { tags: [`tag ${Math.floor(Math.random() * 100)}`] }).catch(() => {});
    }
  }, 1_000);

  const still = await framesOf(page, () => page.waitForTimeout(3_000));
  await list.hover();
  const scrolled = await framesOf(page, async () => {
    for (let step = 0; step < wheelSteps; step += 1) await page.mouse.wheel(0, step < wheelSteps * 0.75 ? wheelPixels : -2 * wheelPixels);
  });
  const stepped = await framesOf(page, async () => {
    for (let press = 0; press < keyPresses; press += 1) {
      await page.keyboard.press("j");
      await page.waitForTimeout(100);
    }
  });
  clearInterval(living);
  await browser.close();
  await server.stop();
  console.log(`  ${conversations} conversations, ${livePerSecond} of them changed a second, processor ${slowdown} times slower`);
  printTable([
    ["", "frames", "median ms", "longest ms", `over ${goalMs} ms`, "longest task ms", "goal"],
    ["looked at", ...figuresOf(still)],
    ["scrolled", ...figuresOf(scrolled)],
    ["by keys", ...figuresOf(stepped)],
  ]);
}

function figuresOf({ frames, tasks }: Frames): string[] {
  const over = frames.filter((ms) => ms > goalMs).length;
  return [
    String(frames.length),
    median(frames).toFixed(1),
    Math.max(...frames).toFixed(0),
    String(over),
    Math.max(0, ...tasks).toFixed(0),
    `none over ${goalMs}`,
  ];
}

/** How long each frame took while something happened, and each task over 50 ms, which the browser reports by itself. */
async function framesOf(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(`
    window.measured = { frames: [], tasks: [], isOn: true };
    window.observer = new PerformanceObserver((list) => measured.tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: "longtask" });
    let last = performance.now();
    const next = (now) => { measured.frames.push(now - last); last = now; if (measured.isOn) requestAnimationFrame(next); };
    requestAnimationFrame((now) => { last = now; requestAnimationFrame(next); });
  `);
  await act();
  return page.evaluate<Frames>("measured.isOn = false; observer.disconnect(); ({ frames: measured.frames, tasks: measured.tasks })");
}

async function firstOf(account: Account, path: string, body: object): Promise<string> {
  const response = await callOf(account, `POST ${path}`, body);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

const idOf = (number: number) => `cnv_${String(number).padStart(26, "0")}`;

/** As visitors would have held them, the newest a moment ago. */
async function seed(superuser: pg.Client, organizationId: string, project: string, agent: string): Promise<void> {
  await superuser.query(
    `insert into conversations (organization_id, id, project_id, agent_id, origin, test, last_used_at, last_message_at, message_count, title, handover, handover_at)
     select $1, 'cnv_' || lpad(n::text, 26, '0'), $2, $3, 'https://shop.example', false, now(), now() - n * interval '1 minute', 2,
       'Question ' || n || ': where is the parcel that was sent to the north of the country?',
       case when n % 40 = 0 then 'waiting' else 'agent' end, now()
     from generate_series(1, $4::int) n`,
    [organizationId, project, agent, conversations],
  );
  await superuser.query(
    `insert into messages (organization_id, id, project_id, conversation_id, role, text, citations, outcome)
     select $1, 'msg_' || lpad((2 * n + side)::text, 26, '0'), $2, 'cnv_' || lpad(n::text, 26, '0'),
       case side when 0 then 'visitor' else 'agent' end, 'Where is the parcel that was sent to the north of the country?', '[]',
       case side when 0 then null else 'answered' end
     from generate_series(1, $3::int) n, generate_series(0, 1) side`,
    [organizationId, project, conversations],
  );
}
