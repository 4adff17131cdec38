import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

const me = (id: string) => ({
  user: { id, email: `${id}@example.com`, name: "", email_verified: true },
  organizations: [],
  last_organization_id: null,
});

/** A tab that is inside; `session` is whose the cookie is. */
async function begin() {
  const channel = new EventTarget();
  vi.stubGlobal("BroadcastChannel", function Channel() {
    return channel;
  });
  // Each with a channel of its own.
  vi.resetModules();
  const { followSession } = await import("./follow-session.ts");
  const { meQuery } = await import("#browser/api/session.ts");
  const tab = { session: "usr_1", held: [] as (() => void)[], isHolding: false };
  const reload = vi.fn<() => void>();
  vi.stubGlobal("location", { pathname: "/organizations/org_1/projects", reload });
  vi.stubGlobal("fetch", async (path: string, { signal }: { signal?: AbortSignal }) => {
    const answer = Response.json(path === "/v1/me" ? me(tab.session) : {});
    if (tab.isHolding) await new Promise<void>((resolve) => tab.held.push(resolve));
    signal?.throwIfAborted();
    return answer;
  });
  const client = new QueryClient();
  followSession(client, { state: { matches: [{ routeId: "/app" }] } } as unknown as Parameters<typeof followSession>[1]);
  const tell = () => channel.dispatchEvent(new MessageEvent("message", { data: "signed in" }));
  const read = () => client.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => null);
  return { tab, read, reload, tell };
}

test("a tab loads again where somebody else has signed in, also while it asked for the one before", async () => {
  const { tab, read, reload, tell } = await begin();
  await read();
  tab.isHolding = true;
  const early = read();
  await expect.poll(() => tab.held.length).toBe(1);
  tab.isHolding = false;
  tab.session = "usr_2";
  tell();
  await expect.poll(() => reload.mock.calls.length).toBe(1);
  for (const letGo of tab.held) letGo();
  await early;
});

test("a tab loads again where a call of its own noticed first", async () => {
  const { tab, read, reload } = await begin();
  await read();
  tab.session = "usr_2";
  await read();
  expect(reload).toHaveBeenCalledTimes(1);
});

test("a tab stays as it is where the same person has signed in again", async () => {
  const { read, reload, tell } = await begin();
  await read();
  const asked = vi.spyOn(globalThis, "fetch");
  tell();
  await expect.poll(() => asked.mock.calls.length).toBe(2);
  await read();
  expect(reload).not.toHaveBeenCalled();
});
