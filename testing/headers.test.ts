import { describe, expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { testAppUrl, useApp, type TestApp } from "./app.ts";
import { visitorOrigin } from "./factories.ts";
import { startStripeServer } from "./stripe/server.ts";
import { fillWorld, type FilledWorld } from "./world.ts";

const stripe = await startStripeServer();
const target = useApp({ variables: stripe.variables });
const secure = useApp({ variables: { ...stripe.variables, APP_URL: "https://agents.example", SIGN_UP: "open" } });

type Asked = [what: string, path: (filled: FilledWorld) => string, init?: (filled: FilledWorld, appUrl: string) => RequestInit];
const org = ({ world }: FilledWorld) => `/v1/organizations/${world.organization_id}`;
const source = (filled: FilledWorld) => `${org(filled)}/projects/${filled.world.project_id}/sources/${filled.world.source_id}/file`;
const post = (body: unknown, headers: Record<string, string>) => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
const visitor = ({ world }: FilledWorld) => ({ origin: visitorOrigin, authorization: `Bearer ${world.visitor_token}` });

/** One of each kind of answer: JSON, refusals, redirects, streams, files, pages, and those that better-auth makes. */
const asked: Asked[] = [
  ["a list", org],
  ["nothing known", () => "/v1/nothing"],
  ["a foreign record", () => "/v1/organizations/org_01m8kvs97xfess659vv5s7h45c"],
  ["a file", source],
  ["a part of a file", source, ({ users }) => ({ headers: { cookie: users.owner!.cookie, range: "bytes=0-3" } })],
  ["a part that is not there", source, ({ users }) => ({ headers: { cookie: users.owner!.cookie, range: "bytes=99999-" } })],
  ["the headers of a file", source, ({ users }) => ({ method: "HEAD", headers: { cookie: users.owner!.cookie } })],
  ["a file that is made while it is sent", (filled) => `${org(filled)}/usage/csv`],
  ["the audit log", (filled) => `${org(filled)}/audit-entries/export`],
  ["an archive", (filled) => `${org(filled)}/exports/${filled.world.export_id}/file`],
  ["a PDF", (filled) => `${org(filled)}/invoices/${filled.world.invoice_id}/pdf`],
  [
    "a stream",
    ({ world }) => `/widget/v1/conversations/${world.conversation_id}/messages`,
    (filled) => post({ text: "Hello" }, visitor(filled)),
  ],
  [
    "a preflight",
    ({ world }) => `/widget/v1/agents/${world.agent_id}/conversations`,
    () => ({ method: "OPTIONS", headers: { origin: visitorOrigin } }),
  ],
  ["a session", () => "/api/auth/get-session"],
  ["no session", () => "/api/auth/get-session", () => ({})],
  ["a link that is used", () => "/api/auth/verify-email?token=none"],
  ["nothing of accounts", () => "/api/auth/nothing"],
  ["a wrong password", () => "/api/auth/sign-in/email", (_filled, origin) => post({ email: "a@example.com", password: "x" }, { origin })],
  [
    "a sign-up",
    () => "/api/auth/sign-up/email",
    (_filled, origin) => post({ email: `${crypto.randomUUID()}@example.com`, password: "Passw0rdPassw0rd" }, { origin }),
  ],
  ["an invitation's page", ({ world }) => `/v1/invitations/${world.token}`, () => ({})],
  [
    "the operator's list",
    () => "/v1/operator/organizations",
    () => ({ headers: { authorization: `Bearer ${operatorKey(target.platform)}` } }),
  ],
  [
    "a body that is too large",
    () => "/v1/organizations",
    ({ users }, origin) => post({ name: "x".repeat(1_100_000) }, { origin, cookie: users.owner!.cookie }),
  ],
  ["the documentation", () => "/docs"],
  ["a style sheet", () => "/docs/assets/docs.css"],
  ["a file of the dashboard", () => "/assets/nothing.js"],
  ["OpenAPI", () => "/openapi.json"],
  ["health", () => "/healthz"],
  ["readiness", () => "/readyz"],
];

async function ask(app: TestApp, [, path, init]: Asked, host: string): Promise<{ path: string; response: Response }> {
  const filled = await worldOf(app);
  const { appUrl } = app.platform.env;
  const options = init?.(filled, appUrl) ?? { headers: { cookie: filled.users.owner!.cookie } };
  const headers = { ...(options.headers as Record<string, string>), host };
  const response = await app.app.request(path(filled), { ...options, headers });
  await response.body?.cancel();
  return { path: path(filled), response };
}

const worlds = new Map<TestApp, Promise<FilledWorld>>();
function worldOf(app: TestApp): Promise<FilledWorld> {
  const known = worlds.get(app) ?? fillWorld(app);
  worlds.set(app, known);
  return known;
}

describe.each(asked.map((one) => [one[0], one] as const))("%s", (_what, one) => {
  test("carries the headers of every answer, and stays in no cache where it is somebody's own", async () => {
    const { path, response } = await ask(target, one, new URL(testAppUrl).host);
    expect(response.status).toBeLessThan(500);
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("same-origin");
    expect(response.headers.get("strict-transport-security")).toBeNull();
    if (/^\/(v1|api|widget\/v1)\//.test(path)) expect(response.headers.get("cache-control")).toContain("no-store");
  });

  test("says under https that its own host is to be reached by TLS alone, and nothing of others", async () => {
    const own = await ask(secure, one, "agents.example");
    expect(own.response.headers.get("strict-transport-security")).toBe("max-age=31536000");
    const other = await ask(secure, one, "other.example");
    expect(other.response.headers.get("strict-transport-security")).toBeNull();
  });
});

test("a page at another address and one that is sent on carry them too", async () => {
  for (const [app, host, status] of [
    [secure, "other.example", 421],
    [target, "127.0.0.1:3999", 302],
  ] as const) {
    const response = await app.app.request("/sign-in", { headers: { accept: "text/html", host } });
    expect(response.status).toBe(status);
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    if (status === 421) expect(response.headers.get("content-security-policy")).toContain("base-uri 'none'");
  }
});
