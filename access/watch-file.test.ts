import { request as openRequest, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { activeRoutes } from "../app.ts";
import { useApp, type TestApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createProject, createSource } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { startStripeServer } from "#testing/stripe/server.ts";
import { fillWorld, type FilledWorld } from "#testing/world.ts";
import { tellRights } from "#testing/rights.ts";

const stripe = await startStripeServer();
const target = useApp({ variables: stripe.variables });
const watchful = useApp({ variables: stripe.variables, lookEveryMs: 50 });
const server = useServer();

/** Every operation that answers with a file, found in the list. What follows events ends otherwise: access/open-stream.test.ts. */
const files = activeRoutes().filter(
  ({ method, operation }) =>
    method === "GET" &&
    operation.scope === "organization" &&
    operation.type === "procedure" &&
    operation.output === "stream" &&
    !operation.name.endsWith(".follow"),
);

/** It passes the same door, and answers nothing here: the sample of a source has no pages. */
const noPages = "source.read_page_picture";

test("the files of the product are found", () => {
  const names = files.map(({ operation }) => operation.name).toSorted();
  expect(names).toEqual([
    "analytics.download",
    "attachment.read",
    "audit_entry.export",
    "check.export",
    "conversation.transcript",
    "export.download",
    "invoice.download",
    "lead.export",
    "lead.export_one",
    "source.download",
    noPages,
    "usage.download",
  ]);
});

describe.each(files.filter(({ operation }) => operation.name !== noPages).map((route) => [route.operation.name, route] as const))(
  "%s",
  (_name, { path, operation }) => {
    const open = (app: TestApp, { world }: FilledWorld, cookie: string, method = "GET") => {
      const { params, input } = operation.example(world);
      const all: Record<string, string | undefined> = { organization_id: world.organization_id, ...params };
      const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => all[name] ?? "missing");
      return app.app.request(`${address}?${new URLSearchParams(input as Record<string, string>)}`, { method, headers: { cookie } });
    };

    test.each([
      ["told in this process", () => target],
      ["found by the clock", () => watchful],
    ] as const)("breaks off for a person who is removed in the middle, %s", async (how, which) => {
      const app = which();
      const filled = await fillWorld(app);
      const reader = await createMember(app, filled.world.organization_id, "owner");
      const file = await open(app, filled, reader.cookie);
      expect(file.status).toBe(200);
      await app.database.admin.query("delete from memberships where id = $1", [reader.membershipId]);
      if (how === "told in this process") await tellRights(app, filled.world.organization_id);
      await expect(file.body!.getReader().closed).rejects.toMatchObject({ code: "not_found" });
    });

    test("arrives whole for a person who can have it, and nothing watches it afterwards", async () => {
      const filled = await fillWorld(watchful);
      const { owner } = filled.users;
      const whole = await open(watchful, filled, owner!.cookie);
      const bytes = Buffer.from(await whole.arrayBuffer());
      expect(bytes.byteLength).toBeGreaterThan(0);
      if (whole.headers.get("content-type")?.startsWith("text/csv")) expect(bytes.subarray(0, 3)).toEqual(Buffer.from("\uFEFF"));
      const head = await open(watchful, filled, owner!.cookie, "HEAD");
      expect(await head.text()).toBe("");
      const left = await open(watchful, filled, owner!.cookie);
      await left.body!.cancel();
      expect(await looksAt(watchful, filled.world.organization_id)).toBe(0);
    });
  },
);

/** How often the door is asked once more when something in the organization has changed. */
async function looksAt(app: TestApp, organizationId: string): Promise<number> {
  const { identityLookup } = app.platform.database;
  const query = identityLookup.query.bind(identityLookup);
  let looks = 0;
  Object.assign(identityLookup, { query: (...words: Parameters<typeof query>) => (looks++, query(...words)) });
  await tellRights(app, organizationId);
  await new Promise((resolve) => setImmediate(resolve));
  Object.assign(identityLookup, { query });
  return looks;
}

/** A client with a socket that reads the head and then nothing until it is told to. */
async function download(path: string, cookie: string): Promise<IncomingMessage> {
  const request = openRequest(`${server.url}${path}`, { headers: { cookie } });
  request.end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response;
}

/** What a client makes of the rest: how much came, and whether it holds it for the whole. */
async function readRest(response: IncomingMessage): Promise<{ text: string; complete: boolean }> {
  const parts: Buffer[] = [];
  try {
    for await (const part of response) parts.push(part as Buffer);
  } catch {
    // A connection that was closed in the middle; `complete` says so.
  }
  return { text: Buffer.concat(parts).toString(), complete: response.complete };
}

test("over a connection a file of known size is cut off where its reader is removed, and holds nothing beside the file", async () => {
  const { id, owner } = await createOrganization(server);
  const project = await createProject(server, id, owner.id);
  const source = await createSource(server, id, project, "0123456789".repeat(3_000_000));
  const member = await createMember(server, id, "member");
  const path = `/v1/organizations/${id}/projects/${project}/sources/${source}/file`;
  const whole = await readRest(await download(path, owner.cookie));
  expect([whole.complete, whole.text.length]).toEqual([true, 30_000_000]);

  const response = await download(path, member.cookie);
  expect((await call(server, owner, `DELETE /v1/organizations/${id}/members/${member.membershipId}`)).status).toBe(204);
  const { text, complete } = await readRest(response);
  expect(complete).toBe(false);
  expect(text.length).toBeLessThan(30_000_000);
  expect(/\D/.test(text)).toBe(false);
});

test("over a connection a file that is made while it is sent is cut off too, without an end", async () => {
  const { id, owner } = await createOrganization(server);
  const member = await createMember(server, id, "admin");
  await server.database.admin.query(
    `insert into audit_entries (organization_id, id, actor_type, actor_id, actor_label, action, target_type, target_label, after)
     select $1, 'aud_' || lpad(n::text, 26, '0'), 'user', $2, 'ann@example.com', 'project.create', 'project', 'Shop', jsonb_build_object('text', repeat('x', 2000))
     from generate_series(1, 10000) n`,
    [id, owner.id],
  );
  const response = await download(`/v1/organizations/${id}/audit-entries/export?format=csv`, member.cookie);
  expect((await call(server, owner, `DELETE /v1/organizations/${id}/members/${member.membershipId}`)).status).toBe(204);
  const { text, complete } = await readRest(response);
  expect(complete).toBe(false);
  expect(text).not.toContain("Error:");
});
