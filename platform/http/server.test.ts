import { expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createOrganization } from "#testing/factories.ts";

const target = useApp();

test("files sent to an address that takes JSON are refused unread", async () => {
  const { owner } = await createOrganization(target);
  const form = new FormData();
  form.append("file", new File(["x".repeat(2_000_000)], "big.txt"));
  for (const path of ["/v1/organizations", "/api/auth/sign-in/email"]) {
    const response = await target.app.request(path, { method: "POST", headers: { cookie: owner.cookie, origin: testAppUrl }, body: form });
    expect(response.status, path).toBe(415);
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
