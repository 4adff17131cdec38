import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { activeRoutes } from "../app.ts";
import { useApp } from "./app.ts";
import { call, createMember, visitorOrigin } from "./factories.ts";
import { fillWorld } from "./world.ts";

/** What nobody reads on an installation that sells nothing. */
const sold = /\b(plans?|pric(?:e|es|ing)|upgrad(?:e|es|ed)|subscri(?:be|bed|ption|ptions)|checkout|trial)\b/i;

const target = useApp({ variables: { BILLING: "off" } });
const isThere = ({ operation }: ReturnType<typeof activeRoutes>[number]) => operation.available?.(target.platform) ?? true;

test("where nothing is sold, OpenAPI names nothing that is", async () => {
  const text = await (await target.app.request("/openapi.json")).text();
  expect(sold.exec(text)?.[0]).toBeUndefined();
  expect(text).toContain("billing-address");
});

test("where nothing is sold, no answer of any operation speaks of it, nor any mail that follows", async () => {
  const shared = await fillWorld(target);
  for (const { method, path, operation } of activeRoutes().filter(isThere)) {
    // What only reads is asked in one and the same organization.
    const { world, users } = operation.kind === "read" ? shared : await fillWorld(target);
    const { params = {}, input } = operation.example(world);
    const filled = path.replace(
      /\{(\w+)\}/g,
      (_, name: string) => (params as Record<string, string>)[name] ?? world[name as keyof typeof world],
    );
    const headers: Record<string, string> =
      operation.scope === "operator"
        ? { authorization: `Bearer ${operatorKey(target.platform)}` }
        : operation.scope === "visitor"
          ? { origin: visitorOrigin, ...(path.includes("{agent_id}") ? {} : { authorization: `Bearer ${world.visitor_token}` }) }
          : { cookie: users.owner!.cookie, origin: target.platform.env.appUrl };
    const query = method === "GET" && input ? `?${new URLSearchParams(input as Record<string, string>)}` : "";
    const response = await target.app.request(`${filled}${query}`, {
      method,
      headers: { ...headers, ...(method === "GET" ? {} : { "content-type": "application/json" }) },
      ...(method === "GET" ? {} : { body: JSON.stringify(input ?? {}) }),
    });
    const text = await response.text();
    expect(sold.exec(text)?.[0], `${method} ${path}: ${text.slice(0, 300)}`).toBeUndefined();
  }
  for (const mail of target.mails) expect(sold.exec(`${mail.subject} ${mail.text} ${mail.html}`)?.[0], mail.subject).toBeUndefined();
});

test("where nothing is sold, there is no webhook, no limit of members, agents or files", async () => {
  expect((await target.app.request("/webhooks/stripe", { method: "POST", body: "{}" })).status).toBe(404);
  const { world, users } = await fillWorld(target);
  for (let more = 0; more < 5; more += 1) await createMember(target, world.organization_id, "member");
  const path = `/v1/organizations/${world.organization_id}/projects/${world.project_id}`;
  for (let more = 0; more < 3; more += 1)
    expect((await call(target, users.owner!, `POST ${path}/agents`, { name: "Shop" })).status).toBe(201);
});
