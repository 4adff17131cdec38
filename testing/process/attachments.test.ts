import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callOf, signIn, signUp, type Account } from "./account.ts";
import { eventually, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

type Visit = { conversation_id: string; visitor_token: string };
type Sent = { visit: Visit; id: string; text: string; isSent: boolean };

test("kill -9 between uploads and their messages loses no file and no message that was acknowledged", { timeout: 180_000 }, async () => {
  const dataDir = await makeStartedDataDir();
  const first = await startServer({ dataDir });
  const account = await signUp(first.url);
  const project = await makeOne(account, "/projects", { name: "Help" });
  const agent = await makeOne(account, `/projects/${project}/agents`, { name: "Desk" });
  const acknowledged: Sent[] = [];
  let isKilled = false;
  const load = Promise.all(
    Array.from({ length: 6 }, async (_, writer) => {
      for (let index = 0; !isKilled; index += 1) await write(first.url, agent, `${writer} ${index}`, acknowledged).catch(() => {});
    }),
  );
  expect(await eventually(() => acknowledged.filter(({ isSent }) => isSent).length > 20, 60_000)).toBe(true);
  isKilled = true;
  process.kill(first.pid, "SIGKILL");
  await load;
  await first.exited;

  const second = await startServer({ dataDir, variables: { PORT: new URL(first.url).port } });
  for (const sent of acknowledged) {
    const { visit, id, text, isSent } = sent;
    if (!isSent) expect((await say(second.url, visit, { attachments: [id] })).status, text).toBe(200);
    const file = await callAs(second.url, visit, `/attachments/${id}`);
    expect([file.status, await file.text()]).toEqual([200, text]);
    const { data } = (await (await callAs(second.url, visit, "/messages")).json()) as { data: { attachments?: { id: string }[] }[] };
    expect(data.flatMap(({ attachments = [] }) => attachments.map((one) => one.id))).toEqual([id]);
  }
  // What has no row was not acknowledged; the sweep removes it once it is old.
  const { organizationId } = await signIn(second.url);
  const files = (await readdir(join(dataDir, "files", organizationId))).filter((name) => name.startsWith("att_"));
  expect(acknowledged.filter(({ id }) => !files.includes(id))).toEqual([]);
  expect(files.length - acknowledged.length).toBeLessThanOrEqual(6);
  expect(await second.stop()).toBe(0);
});

async function makeOne(account: Account, path: string, body: object): Promise<string> {
  return ((await (await callOf(account, `POST ${path}`, body)).json()) as { id: string }).id;
}

/** A file in a conversation of its own, and a message that names it. */
async function write(url: string, agent: string, text: string, acknowledged: Sent[]): Promise<void> {
  const visit = (await (await callAs(url, null, `/widget/v1/agents/${agent}/conversations`, { method: "POST" })).json()) as Visit;
  const form = new FormData();
  form.append("file", new File([text], "note.txt"));
  const uploaded = await callAs(url, visit, "/attachments", { method: "POST", body: form });
  if (uploaded.status !== 201) return;
  const sent: Sent = { visit, id: ((await uploaded.json()) as { id: string }).id, text, isSent: false };
  acknowledged.push(sent);
  const said = await say(url, visit, { attachments: [sent.id] });
  // Once the stream has begun the message is stored.
  if (said.status === 200) sent.isSent = true;
  await said.text();
}

const say = (url: string, visit: Visit, body: object) =>
  callAs(url, visit, "/messages", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

function callAs(url: string, visit: Visit | null, path: string, init: RequestInit = {}): Promise<Response> {
  const own = visit && { authorization: `Bearer ${visit.visitor_token}` };
  const address = visit ? `/widget/v1/conversations/${visit.conversation_id}${path}` : path;
  return fetch(`${url}${address}`, { ...init, headers: { origin: "https://shop.example", ...own, ...(init.headers as object) } });
}
