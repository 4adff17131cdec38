import { join } from "node:path";
import { expect, test } from "vitest";
import { createTestDatabase, variablesFor } from "#testing/database.ts";
import { readStream, type Stream } from "#testing/live.ts";
import { callOf, signUp, type Account } from "./account.ts";
import { startServer } from "./server-process.ts";

const follow = ({ url, cookie, organizationId }: Account): Promise<Stream> =>
  readStream((path, init) => fetch(`${url}${path}`, init), { path: `/v1/organizations/${organizationId}/events`, headers: { cookie } });

test("what a process committed that was killed before it could tell is found by the others", async () => {
  const database = await createTestDatabase();
  const variables = variablesFor(database);
  const other = await startServer({ variables });
  const dying = await startServer({ variables, nodeWords: ["--import", join(import.meta.dirname, "die-at-notice.ts")] });
  const account = await signUp(other.url);
  const stream = await follow(account);
  await expect.poll(stream.lastId).toBeDefined();
  const [response] = await Promise.all([
    callOf({ ...account, url: dying.url }, "POST /projects", { name: "Last" }).catch(() => null),
    dying.exited,
  ]);
  expect(await dying.exited).toBe("SIGKILL");
  const { data } = await stream.event("project.created");
  const projects = await (await callOf(account, "GET /projects")).json();
  expect(projects).toMatchObject({ total: 1, data: [{ id: data.id }] });
  if (response?.ok) expect(await response.json()).toMatchObject({ id: data.id });
  await stream.leave();
  await other.stop();
  await database.drop();
});

test("a server that stops does not wait for those who follow events, and another continues where they were", async () => {
  const database = await createTestDatabase();
  const variables = variablesFor(database);
  const [first, second] = [await startServer({ variables }), await startServer({ variables })];
  const account = await signUp(first.url);
  const stream = await follow(account);
  await expect.poll(stream.lastId).toBeDefined();
  const began = performance.now();
  expect(await first.stop()).toBe(0);
  expect(performance.now() - began).toBeLessThan(4_000);
  await stream.ended;
  const made = (await (await callOf({ ...account, url: second.url }, "POST /projects", { name: "Meanwhile" })).json()) as { id: string };
  const path = `/v1/organizations/${account.organizationId}/events`;
  const ask = (to: string, init: RequestInit) => fetch(`${second.url}${to}`, init);
  const again = await readStream(ask, { path, headers: { cookie: account.cookie }, lastId: stream.lastId() });
  expect((await again.event("project.created")).data.id).toBe(made.id);
  await again.leave();
  await second.stop();
  await database.drop();
});
