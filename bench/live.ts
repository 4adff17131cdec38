import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { callOf, signUp, type Account } from "#testing/process/account.ts";
import { startServer } from "#testing/process/server-process.ts";
import { memoryBelow } from "#testing/processes.ts";
import { printTable } from "./load/table.ts";

const listenersMax = 2_000;
const events = 40;
const gapMs = 100;

/** How long a change takes to reach everybody who follows the organization, from the request that makes it, and what their streams take. */
export default async function live(): Promise<void> {
  const server = await startServer({});
  const account = await signUp(server.url);
  const project = (await (await callOf(account, "POST /projects", { name: "Help" })).json()) as { id: string };
  const memory = () => Math.round([...memoryBelow(server.pid, () => "all")].reduce((sum, [, bytes]) => sum + bytes, 0) / 1e6);
  const before = memory();
  const rows: string[][] = [["listeners", "p50", "p95", "p99", "heard", "memory"]];
  const listeners: Listener[] = [];
  for (const count of [1, 100, 1_000, listenersMax]) {
    while (listeners.length < count)
      listeners.push(...(await Promise.all(Array.from({ length: Math.min(50, count - listeners.length) }, () => listen(account)))));
    const took = await measure(account, project.id, listeners);
    const at = (share: number) => `${(took[Math.floor(took.length * share)] ?? Number.NaN).toFixed(0)} ms`;
    rows.push([String(count), at(0.5), at(0.95), at(0.99), `${took.length} of ${count * events}`, `${memory()} MB`]);
  }
  printTable(rows);
  console.log(`Before: ${before} MB. The goal: p95 ≤ 100 ms at 1,000 listeners. One process listens for all of them, on the same machine.`);
  for (const { response } of listeners) response.destroy();
  await server.stop();
}

type Listener = { response: IncomingMessage; heard: (at: number) => void };

function listen({ url, cookie, organizationId }: Account): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const asked = get(`${url}/v1/organizations/${organizationId}/events`, { headers: { cookie }, agent: false }, (response) => {
      const listener: Listener = { response, heard: () => {} };
      response.on("data", (chunk: Buffer) => {
        if (chunk.includes("event: project.changed")) listener.heard(performance.now());
      });
      response.on("error", () => {});
      response.once("data", () => resolve(listener));
    });
    asked.on("error", reject);
  });
}

/** Milliseconds until each listener heard of each change, in order. */
async function measure(account: Account, projectId: string, listeners: readonly Listener[]): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < events; index += 1) {
    const began = performance.now();
    for (const listener of listeners) listener.heard = (at) => void took.push(at - began);
    const { status } = await callOf(account, `PATCH /projects/${projectId}`, { description: `Change ${performance.now()}` });
    if (status !== 200) throw new Error(`The project was not changed: ${status}.`);
    await sleep(gapMs + listeners.length / 10);
  }
  return took.toSorted((one, other) => one - other);
}
