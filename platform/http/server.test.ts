import { expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createOrganization } from "#testing/factories.ts";

const target = useApp();

test("files sent to an address that takes JSON are refused", async () => {
  const { owner } = await createOrganization(target);
  for (const [size, status] of [
    [2_000, 415],
    [2_000_000, 413],
  ] as const) {
    const form = new FormData();
    form.append("file", new File(["x".repeat(size)], "file.txt"));
    for (const path of ["/v1/organizations", "/api/auth/sign-in/email"]) {
      const response = await target.app.request(path, {
        method: "POST",
        headers: { cookie: owner.cookie, origin: testAppUrl },
        body: form,
      });
      expect(response.status, path).toBe(status);
    }
  }
});

test("a body of more than 1 MB is refused with a sentence", async () => {
  const { owner } = await createOrganization(target);
  const refused = await call<{ error: { code: string } }>(target, owner, "POST /v1/organizations", { name: "x".repeat(1_100_000) });
  expect(refused.status).toBe(413);
  expect(refused.body.error.code).toBe("too_large");
});

test("a body that is no JSON is refused, and an unknown address is 404, both with a request id", async () => {
  const { owner } = await createOrganization(target);
  const broken = await call<{ error: { request_id: string } }>(target, owner, "POST /v1/organizations", "{name");
  expect(broken.status).toBe(400);
  const unknown = await call<{ error: { request_id: string } }>(target, owner, "GET /v1/nothing");
  expect(unknown.status).toBe(404);
  expect(unknown.body.error.request_id).toBe(unknown.headers.get("x-request-id"));
});

test("metrics count requests by route pattern, hold no path, and answer this machine alone", async () => {
  const { id, owner } = await createOrganization(target);
  await call(target, owner, `GET /v1/organizations/${id}`);
  const read = (remoteAddress: string, headers: Record<string, string> = {}) =>
    target.app.request("/metrics", { headers }, { incoming: { socket: { remoteAddress } } });
  const own = await read("127.0.0.1");
  expect(own.status).toBe(200);
  const text = await own.text();
  expect(text).toContain('http_request_duration_seconds_count{route="GET /v1/organizations/{organization_id}",status="200"}');
  expect(text).not.toContain(id);
  expect((await read("203.0.113.7")).status).toBe(404);
  expect((await read("127.0.0.1", { "x-forwarded-for": "127.0.0.1" })).status).toBe(404);
});
