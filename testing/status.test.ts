import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { job, startWorker } from "#access/job.ts";
import type { World } from "#access/operation.ts";
import { permissionsOf } from "#access/permissions.ts";
import type { Route } from "#access/router.ts";
import { statuses, statusOf, worksWhile, type Status } from "#access/status.ts";
import { processSource } from "#features/knowledge/server/process-source.ts";
import { activeRoutes, product } from "../app.ts";
import { useApp, type TestApp } from "./app.ts";
import {
  call,
  createAgent,
  createKey,
  createOrganization,
  createProject,
  setStatus,
  startConversation,
  visitorOrigin,
  type TestOrganization,
} from "./factories.ts";
import { startModelServer, type ModelServer } from "./model-server.ts";
import { startStripeServer } from "./stripe/server.ts";
import { ask, askAll, knowModel } from "./visitor.ts";
import { fillWorld } from "./world.ts";

/** Every status on every surface: what is done over HTTP, with a session and with a key, by jobs, in streams, in the widget. */
const variables: Record<string, string> = { MODEL_NAME: "local-small" };
let models: ModelServer;
/** What is due can be paid: with every operation that an installation can have. */
const stripe = await startStripeServer();
Object.assign(variables, stripe.variables);
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
/** Looks by the clock so seldom that only what is told can be heard; the other one as often as it can. */
const target = useApp({ variables });
const watchful = useApp({ variables, lookEveryMs: 50 });
beforeAll(() => Promise.all([startTestWorker(target), startTestWorker(watchful)]));
afterAll(() => Promise.all([models.close(), stripe.close()]));
beforeEach(() => {
  models.script();
  for (const app of [target, watchful]) knowModel(app);
});

const readOnly: readonly Status[] = ["suspended", "deleting"];
const visitorSentence = "This chat is not available at the moment.";
const sentences: Partial<Record<Status, string>> = {
  suspended: "This organization is suspended and is read-only.",
  deleting: "This organization is being deleted and is read-only. An Owner can restore it.",
};
const ours = activeRoutes().filter((route) => route.operation.scope === "organization");
const lineOf = (route: Route) => `${route.method} ${route.path}`;

test("a status derives from its facts, deleting before suspended before past due", () => {
  const at = "2026-11-26T00:00:00.000Z";
  for (const purge_at of [null, at])
    for (const suspended_at of [null, at])
      for (const past_due_since of [null, at]) {
        const expected = purge_at ? "deleting" : suspended_at ? "suspended" : past_due_since ? "past_due" : "active";
        expect(statusOf({ purge_at, suspended_at, past_due_since, suspended_reason: null })).toBe(expected);
      }
});

test("while read-only one may read, leave, export and pay; delete what is suspended and restore what is being deleted; nothing else", () => {
  const allowed = (status: Status) =>
    Object.entries(worksWhile)
      .filter(([, rows]) => (rows as readonly Status[]).includes(status))
      .map(([act]) => act);
  expect(allowed("suspended")).toEqual(["read", "key", "leave", "export", "pay", "delete"]);
  expect(allowed("deleting")).toEqual(["read", "leave", "export", "pay", "restore"]);
  for (const status of ["active", "past_due"] as const) expect(allowed(status)).toEqual(Object.keys(worksWhile));
});

test("no operation and no job allows itself what no row of the table allows", () => {
  const rows = [worksWhile.leave, worksWhile.export, worksWhile.pay, worksWhile.delete, worksWhile.restore];
  const known = rows.map((row) => readOnly.filter((status) => (row as readonly Status[]).includes(status)).join());
  const jobs = product.jobs.filter((definition) => definition.type === "job");
  for (const { name, allowedWhile } of [...activeRoutes().map(({ operation }) => operation), ...jobs]) {
    if (allowedWhile) expect(known, name).toContain(readOnly.filter((status) => allowedWhile.includes(status)).join());
  }
});

describe.each(readOnly)("while an organization is %s", (status) => {
  const isOpen = ({ operation }: Route) => operation.kind === "read" || operation.allowedWhile?.includes(status) === true;

  test("each write that is not in the table is refused with the sentence, and each read works; a key stops altogether while it is deleted", async () => {
    const { world, users } = await fillWorld(target);
    const key = await createKey(target, world.organization_id, users.owner!.id, [...permissionsOf("owner")]);
    await setStatus(target, world.organization_id, status);
    for (const route of ours.filter((candidate) => candidate.operation.kind === "read" || !isOpen(candidate))) {
      for (const as of [users.owner!, key]) {
        const response = await request(route, world, as);
        const stopped = "key" in as && status === "deleting";
        if (isOpen(route) && !stopped) expect([lineOf(route), response.ok]).toEqual([lineOf(route), true]);
        else expect([lineOf(route), response.status, await message(response)]).toEqual([lineOf(route), 423, sentences[status]]);
      }
    }
  });

  test("each write that is in the table works", async () => {
    for (const route of ours.filter((candidate) => candidate.operation.kind === "write" && isOpen(candidate))) {
      const { world, users } = await fillWorld(target);
      await setStatus(target, world.organization_id, status);
      expect((await request(route, world, users.owner!)).status, lineOf(route)).not.toBe(423);
    }
  });
});

describe.each(statuses)("while an organization is %s", (status) => {
  const works = !readOnly.includes(status);

  test(`its widgets ${works ? "answer" : "say a neutral sentence"}, and their history can be read`, async () => {
    const { organization, agent } = await withAgent(target);
    const visitor = await startConversation(target, agent);
    await setStatus(target, organization.id, status);
    const begun = await target.app.request(`/widget/v1/agents/${agent}/conversations`, {
      method: "POST",
      headers: { origin: visitorOrigin, "content-type": "application/json" },
      body: "{}",
    });
    const asked = await askAll(target, visitor, "Hello?");
    const history = await target.app.request(`/widget/v1/conversations/${visitor.conversation_id}/messages`, {
      headers: { origin: visitorOrigin, authorization: `Bearer ${visitor.visitor_token}` },
    });
    expect([begun.status, asked.status, history.status]).toEqual(works ? [201, 200, 200] : [423, 423, 200]);
    if (works) return;
    expect([await message(begun), asked.events[0]!.data.error!.message]).toEqual([visitorSentence, visitorSentence]);
  });

  test(`its jobs ${works ? "run" : "end without running"}`, async () => {
    const { id } = await createOrganization(target);
    await setStatus(target, id, status);
    const ran: string[] = [];
    await queue(target, id, async ({ organization }) => void ran.push(organization.id));
    await expect.poll(() => stateOfJob(target, id), { timeout: 10_000 }).toBe("completed, retry 0");
    expect(ran).toEqual(works ? [id] : []);
  });
});

describe.each([
  ["over HTTP, by the operator", () => target],
  ["by another process", () => watchful],
] as const)("an organization that is suspended %s", (how, app) => {
  const suspend = (id: string) =>
    how === "by another process" ? setStatus(app(), id, "suspended") : asOperator(app(), `POST /organizations/${id}/suspend`);

  test("ends its open answers with the neutral sentence, and keeps what they said", async () => {
    const { organization, project, agent } = await withAgent(app());
    const visitor = await startConversation(app(), agent);
    models.script({ text: ["Within three"], then: "stall" });
    const reader = (await ask(app(), visitor, "How long?")).body!.pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    while (!seen.includes("Within")) seen += (await reader.read()).value;
    const suspended = Date.now();
    await suspend(organization.id);
    for (let part = await reader.read(); !part.done; part = await reader.read()) seen += part.value;
    expect(seen).toMatch(new RegExp(`event: error\\ndata: {"code":"status_forbids","message":"${visitorSentence}"}\\n\\n$`));
    await expect.poll(() => models.hangUps.some((at) => at >= suspended)).toBe(true);
    const path = `/v1/organizations/${organization.id}/projects/${project}/conversations/${visitor.conversation_id}/messages`;
    await expect
      .poll(async () => (await call<{ data: object[] }>(app(), organization.owner, `GET ${path}`)).body.data.at(-1))
      .toMatchObject({ text: "Within three", outcome: "failed" });
  });

  test("ends its running jobs, which write nothing more and are not tried again", async () => {
    const { id } = await createOrganization(app());
    const outcomes: string[] = [];
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    await queue(app(), id, async ({ signal, transaction }) => {
      begin();
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      outcomes.push("told");
      await transaction(async () => outcomes.push("wrote"));
    });
    await begun;
    await suspend(id);
    await expect.poll(() => stateOfJob(app(), id), { timeout: 10_000 }).toBe("completed, retry 0");
    expect(outcomes).toEqual(["told"]);
  });
});

test("an organization that becomes past due in the middle of an answer or a job ends neither", async () => {
  const { organization, agent } = await withAgent(watchful);
  const visitor = await startConversation(watchful, agent);
  models.script({ text: ["Within ", "three ", "working ", "days."], delayMs: 100 });
  const answer = await ask(watchful, visitor, "How long?");
  await setStatus(watchful, organization.id, "past_due");
  expect(await answer.text()).toContain("event: done");
});

/** The operation's own example, as its Owner or by a key. */
async function request(
  { method, path: pattern, operation }: Route,
  world: World,
  as: { cookie: string } | { key: string },
): Promise<Response> {
  const { params = {}, input } = operation.example(world);
  const path = pattern.replace(/\{(\w+)\}/g, (_all, name: string) => ({ ...world, ...params })[name as "project_id"]);
  const credential = "cookie" in as ? { cookie: as.cookie, origin: target.platform.env.appUrl } : { authorization: `Bearer ${as.key}` };
  if (method === "GET")
    return target.app.request(`${path}?${new URLSearchParams(input as Record<string, string>)}`, { headers: credential });
  const headers = { ...credential, "content-type": "application/json" };
  return target.app.request(path, { method, headers, body: JSON.stringify(input ?? {}) });
}

async function message(response: Response): Promise<string> {
  return ((await response.json()) as { error: { message: string } }).error.message;
}

async function asOperator(app: TestApp, line: string): Promise<void> {
  const [method, path] = line.split(" ");
  const { status } = await call(app, { key: operatorKey(app.platform) }, `${method} /v1/operator${path}`, { reason: "Unpaid" });
  expect(status).toBe(200);
}

async function withAgent(app: TestApp): Promise<{ organization: TestOrganization; project: string; agent: string }> {
  const organization = await createOrganization(app);
  const project = await createProject(app, organization.id, organization.owner.id);
  return { organization, project, agent: await createAgent(app, organization, project) };
}

type Run = Parameters<typeof job>[0]["run"];
/** What the jobs of an organization do, in place of the product's own work. */
const runs = new Map<string, Run>();

/** Works on the product's queue with what the tests say. */
function startTestWorker(app: TestApp): Promise<void> {
  const run: Run = async (context, payload) => runs.get(context.organization.id)?.(context, payload);
  const one = job({ name: processSource.name, says: null, payload: processSource.payload, concurrency: 1, run });
  return startWorker(app.platform, { ...product, jobs: [one] });
}

/** Queues a job of the organization that does `run`. */
async function queue(app: TestApp, organizationId: string, run: Run): Promise<void> {
  runs.set(organizationId, run);
  await app.platform.jobs.sendNow(processSource.name, { organization_id: organizationId, payload: { source_id: "none" } });
}

/** Such as "completed, retry 0". */
async function stateOfJob(app: TestApp, organizationId: string): Promise<string> {
  const text = "select state || ', retry ' || retry_count as state from jobs.job where data->>'organization_id' = $1";
  const { rows } = await app.database.admin.query(text, [organizationId]);
  return rows.map((row) => row.state).join();
}
