import { randomBytes } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { features } from "#features/index.ts";
import { activeRoutes } from "../app.ts";
import { useApp } from "./app.ts";
import { askOnce, createAsked, endOf } from "./budgets.ts";
import { call, createMember, createSource, upload, visitorOrigin } from "./factories.ts";
import { findSale, findSaleInProse } from "./sold-words.ts";
import { record } from "./usage.ts";
import { fillWorld } from "./world.ts";

const root = new URL("../", import.meta.url);
const target = useApp({ variables: { BILLING: "off" } });
/** What follows events has no end, and holds ids and names of fields alone. */
const isEndless = ({ operation }: ReturnType<typeof activeRoutes>[number]) => operation.name.endsWith(".follow");
const isThere = ({ operation }: ReturnType<typeof activeRoutes>[number]) => operation.available?.(target.platform) ?? true;

test("where nothing is sold, OpenAPI names nothing that is", async () => {
  const text = await (await target.app.request("/openapi.json")).text();
  expect(findSale(text)).toBeNull();
  expect(text).toContain("billing-address");
});

test("where nothing is sold, nothing of plans, invoices and payments runs by the clock", () => {
  const money = features.filter(({ name }) => ["plans", "invoices", "stripe"].includes(name)).flatMap(({ jobs = [] }) => jobs);
  const byTheClock = money.filter((job) => job.type === "sweep").filter(({ cron }) => cron !== null);
  expect(byTheClock.length).toBeGreaterThan(3);
  expect(byTheClock.filter(({ available }) => available?.(target.platform) ?? true)).toEqual([]);
});

test("where nothing is sold, no answer of any operation speaks of it, nor any mail that follows", async () => {
  const shared = await fillWorld(target);
  for (const { method, path, operation } of activeRoutes().filter((route) => isThere(route) && !isEndless(route))) {
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
    expect([method, path, findSale(text)]).toEqual([method, path, null]);
    for (const sentence of await refusals(method, filled, headers, text))
      expect([method, path, findSaleInProse(sentence)]).toEqual([method, path, null]);
  }
  for (const mail of target.mails)
    expect([mail.subject, findSaleInProse(`${mail.subject} ${mail.text} ${mail.html}`)]).toEqual([mail.subject, null]);
  for (const { text } of target.texts) expect([text, findSaleInProse(text)]).toEqual([text, null]);
});

test("where nothing is sold, no mail speaks of it, and no mail is left out of this test", async () => {
  const written: string[] = [];
  for await (const file of glob("features/*/server/**/*.ts", { cwd: root })) {
    if (!(await readFile(new URL(file, root), "utf8")).includes("composeMail(")) continue;
    expect(file).toMatch(/\/server\/([\w-]+\/)?mails\.ts$/);
    written.push(...Object.keys(await import(new URL(file, root).href)));
  }
  const everyMail = features.flatMap((feature) => Object.entries(feature.mails ?? {}).map((mail) => [feature.name, ...mail] as const));
  expect(everyMail.map(([, name]) => name).toSorted()).toEqual(written.toSorted());
  // Invoices are there where something is sold alone.
  for (const [, name, mails] of everyMail.filter(([feature]) => feature !== "invoices"))
    for (const { subject, text, html } of mails()) expect([name, findSaleInProse(`${subject}\n${text}\n${html}`)]).toEqual([name, null]);
});

test("where nothing is sold, no page of the docs speaks of it, and none leads to one that is not there", async () => {
  const get = async (path: string) => (await target.app.request(path)).text();
  const index = await get("/llms.txt");
  const names = [...index.matchAll(/\/docs\/([\w-]+)\.md/g)].map(([, name]) => `/docs/${name}`);
  expect(names.length).toBeGreaterThan(20);
  expect(names).not.toContain("/docs/billing");
  expect((await target.app.request("/docs/billing")).status).toBe(404);
  for (const path of ["/llms.txt", "/docs", ...names]) {
    const text = await get(path);
    // What is written as code are names that programs use.
    expect([path, findSaleInProse(text.replace(/<code[^>]*>.*?<\/code>/gs, ""))]).toEqual([path, null]);
    const links = [...text.matchAll(/href="(\/docs\/[\w-]+)[#"]/g)].map(([, link]) => link);
    expect([path, links.filter((link) => !names.includes(link!))]).toEqual([path, []]);
  }
});

test("where nothing is sold, there is no webhook, and no limit of members, agents, files or answers but the operator's", async () => {
  expect((await target.app.request("/webhooks/stripe", { method: "POST", body: "{}" })).status).toBe(404);
  const { organization, project, agent } = await createAsked(target);
  const { id, owner } = organization;
  const organizationPath = `/v1/organizations/${id}`;
  const projectPath = `${organizationPath}/projects/${project}`;
  const act = (line: string, body: object) => call(target, owner, line, body);
  const outcomes = async () => ({
    invitation: (await act(`POST ${organizationPath}/invitations`, { emails: [`${letters()}@example.com`], role: "viewer" })).body,
    agent: (await act(`POST ${projectPath}/agents`, { name: "Shop" })).status,
    file: (await upload(target, owner, `${projectPath}/sources/files`, [{ name: `${letters()}.txt`, bytes: letters() }])).body.data[0],
    answer: endOf(await askOnce(target, agent)),
  });
  for (let more = 0; more < 5; more += 1) await createMember(target, id, "member");
  await createSource(target, id, project);
  await target.database.admin.query("update sources set size_bytes = 1e14 where organization_id = $1", [id]);
  await record(target, id, { kind: "answers", quantity: 1e9, key: "a-year", projectId: project, agentId: agent, channel: "website" });
  for (const _time of ["once", "twice"])
    expect(await outcomes()).toMatchObject({
      invitation: { data: [{ outcome: expect.not.stringContaining("refused") }] },
      agent: 201,
      file: { error: null },
      answer: "done",
    });

  const key = { key: operatorKey(target.platform) };
  const limits = { answers: 10, bytes_stored: 10 };
  expect((await call(target, key, `PATCH /v1/operator/organizations/${id}/limits`, limits)).status).toBe(200);
  expect(await outcomes()).toMatchObject({
    invitation: { data: [{ outcome: expect.not.stringContaining("refused") }] },
    agent: 201,
    file: { error: { code: expect.any(String) } },
    answer: "error",
  });
});

/** What people read of an answer that is a refusal, and of the one to the same call with nothing in it. */
async function refusals(method: string, filled: string, headers: Record<string, string>, text: string): Promise<string[]> {
  const wrong = {
    method,
    headers: { ...headers, "content-type": "application/json" },
    ...(method === "GET" ? {} : { body: JSON.stringify({ name: 1, emails: 1, role: 1 }) }),
  };
  const refused = await (await target.app.request(`${filled}?page=none&per_page=none&from=none`, wrong)).text();
  return [text, refused].flatMap((body) => {
    if (!body.startsWith('{"error":')) return [];
    const { message, field_errors } = (JSON.parse(body) as { error: { message: string; field_errors?: Record<string, string> } }).error;
    return [message, ...Object.values(field_errors ?? {})];
  });
}

const letters = () =>
  randomBytes(12)
    .toString("hex")
    .replace(/\d/g, (digit) => String.fromCharCode(103 + Number(digit)));
