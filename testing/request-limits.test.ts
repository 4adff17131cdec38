import { expect, test } from "vitest";
import { sessionRequests } from "#access/credential-limits.ts";
import { networkRequests } from "#platform/http/server.ts";
import { useApp } from "./app.ts";
import { call, createAgent, createOrganization, createProject } from "./factories.ts";

const target = useApp();
const limited = useApp({ variables: { RATE_LIMIT: "on" } });

test("a session makes 600 calls a minute, however many addresses it comes from, and another one still works", async () => {
  const [one, other] = [await createOrganization(limited), await createOrganization(limited)];
  const ask = (cookie: string, remoteAddress: string) =>
    limited.app.request(`/v1/organizations/${one.id}`, { headers: { cookie } }, { incoming: { socket: { remoteAddress } } });
  for (let count = 0; count < sessionRequests.points; count += 1) {
    expect((await ask(one.owner.cookie, `198.51.100.${count % 250}`)).status).toBe(200);
  }
  const refused = await ask(one.owner.cookie, "203.0.113.9");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ error: { code: "too_many", message: expect.stringContaining("in this session") } });
  expect((await call(limited, one.owner, "GET /api/auth/get-session")).status).toBe(429);
  expect((await ask(other.owner.cookie, "203.0.113.9")).status).toBe(404);
});

test("what a session asks for below /api/auth counts as well", async () => {
  const { id, owner } = await createOrganization(limited);
  for (let count = 0; count < sessionRequests.points; count += 1) {
    const ask = limited.app.request("/api/auth/account-link?token=none", { headers: { cookie: owner.cookie } }, from(count));
    expect((await ask).status).toBe(200);
  }
  expect((await call(limited, owner, `GET /v1/organizations/${id}`)).status).toBe(429);
});

test("a network makes 3,000 calls a minute, whatever it asks for and however it signs in; files and pages are not counted", async () => {
  const ask = (path: string, remoteAddress: string) => limited.app.request(path, {}, { incoming: { socket: { remoteAddress } } });
  const paths = ["/v1/nothing", "/api/auth/nothing", "/widget/v1/nothing", "/webhooks/nothing", "/v1/me"];
  for (let count = 0; count < networkRequests.points; count += 1) await ask(paths[count % 4]!, `2001:db8:1:1::${count.toString(16)}`);
  for (const path of paths) {
    const refused = await ask(path, "2001:db8:1:1:ffff::1");
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0], path).toEqual([429, true]);
  }
  for (const path of ["/healthz", "/docs", "/llms.txt"]) expect((await ask(path, "2001:db8:1:1::1")).status, path).toBe(200);
  expect((await ask("/v1/nothing", "2001:db8:1:2::1")).status).toBe(404);
  expect((await ask("/v1/nothing", "203.0.113.9")).status).toBe(404);
});

const from = (count: number) => ({ incoming: { socket: { remoteAddress: `192.0.2.${count % 250}` } } });

test("what browsers ask before a widget's requests counts too", async () => {
  const organization = await createOrganization(limited);
  const agent = await createAgent(limited, organization, await createProject(limited, organization.id, organization.owner.id));
  const ask = (path: string) => {
    const headers = { origin: "https://shop.example", "access-control-request-method": "POST" };
    return limited.app.request(path, { method: "OPTIONS", headers }, { incoming: { socket: { remoteAddress: "203.0.113.77" } } });
  };
  const paths = [`/widget/v1/agents/${agent}/conversations`, "/widget/v1/conversations/messages"];
  for (let count = 0; count < networkRequests.points; count += 1) await ask(paths[Number(count > 20)]!);
  for (const path of paths) expect((await ask(path)).status, path).toBe(429);
});

test("RATE_LIMIT=off lifts both", async () => {
  const { id, owner } = await createOrganization(target);
  for (let count = 0; count <= networkRequests.points; count += 1) await target.app.request("/v1/nothing");
  for (let count = 0; count <= sessionRequests.points; count += 1)
    await target.app.request(`/v1/organizations/${id}`, { headers: { cookie: owner.cookie } });
  expect((await call(target, owner, `GET /v1/organizations/${id}`)).status).toBe(200);
});
