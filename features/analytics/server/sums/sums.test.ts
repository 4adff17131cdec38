import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { eraseConversations } from "#features/conversations/server/erase-conversations.ts";
import { removeTexts } from "#features/conversations/server/remove-texts.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { countByHand, readCounted } from "#testing/analytics.ts";
import { noJob } from "#testing/run-job.ts";
import type { Analytics } from "../../contract.ts";
import { sumUp as sumUpStep } from "./sum-up.ts";
import { sumUpAnalytics, sumUpOrganization } from "./sum-up-analytics.ts";

const target = useApp();
const sqlOn = async <Row>(sql: string, ...values: unknown[]) => (await target.database.admin.query(sql, values)).rows as Row[];
const never = new AbortController().signal;
/** All that is noted, also of the quarter that is not over. */
const sumUp = (organizationId: string) => sumUpOrganization(target.platform, organizationId, never, new Date("2100-01-01"));
const pendingOf = async (organizationId: string) =>
  (await sqlOn<{ count: number }>("select count(*)::int from analytics_pending where organization_id = $1", organizationId))[0]!.count;

const ranges = [
  "from=2026-03-29&to=2026-03-29",
  "from=2026-03-28&to=2026-04-02",
  "from=2026-03-05&to=2026-04-05",
  "from=2026-04-01&to=2026-04-01",
];

async function expectExact(organization: TestOrganization, projectId: string, agents: readonly string[]): Promise<void> {
  const rows = await readCounted(target, projectId);
  for (const range of ranges) {
    for (const agentId of [undefined, ...agents]) {
      const query = `${range}&compare=true${agentId ? `&agent_id=${agentId}` : ""}`;
      const path = `/v1/organizations/${organization.id}/projects/${projectId}/analytics?${query}`;
      const { body } = await call<Analytics>(target, organization.owner, `GET ${path}`);
      const [from, to] = [Date.parse(body.period.from), Date.parse(body.period.to)];
      const { tokens: _tokens, ...totals } = body.totals;
      expect(totals, query).toEqual(countByHand(rows, agentId, from, to));
      const ends = [...body.data.slice(1).map((slot) => Date.parse(slot.from)), to];
      const bySlot = body.data.map((slot, at) => countByHand(rows, agentId, Date.parse(slot.from), ends[at]!));
      expect(body.data, query).toMatchObject(
        bySlot.map(({ conversations, answered, suggested, declined }) => ({ conversations, answered, suggested, declined })),
      );
      const { days, totals: before } = body.previous!;
      const begin = (
        await call<Analytics>(
          target,
          organization.owner,
          `GET ${path.replace(/from=.*?&compare=true/, `from=${days.first}&to=${days.last}`)}`,
        )
      ).body;
      expect(begin.totals, query).toEqual(before);
      expect(Date.parse(begin.period.to), query).toBe(from);
    }
  }
}

/** An organization with a project and two agents, whose calendar changes zones in the middle of what is read. */
async function open(zones: readonly [string, string]) {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const agents = [await createAgent(target, organization, project), await createAgent(target, organization, project)];
  await sqlOn(
    `insert into calendar_zones (organization_id, starts_at, first_day, time_zone)
     values ($1, '2020-01-01'::timestamp at time zone $2, '2020-01-01', $2), ($1, '2026-04-01'::timestamp at time zone $2, '2026-04-01', $3)`,
    organization.id,
    ...zones,
  );
  return { organization, project, agents };
}

const start = Date.parse("2026-03-26T22:00:00Z");
const minutes = fc.integer({ min: 0, max: 8 * 24 * 60 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("begin" as const), minute: minutes, agent: fc.integer({ min: 0, max: 1 }), test: fc.boolean() }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      in: fc.nat(),
      minute: minutes,
      outcome: fc.constantFrom("answered", "suggested", "declined", "failed", "aborted"),
      firstMs: fc.option(fc.integer({ min: 0, max: 400 })),
      cost: fc.constantFrom(undefined, null, 1_250, 2_500_000_000),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant("line" as const),
      in: fc.nat(),
      minute: minutes,
      event: fc.constantFrom("ask", "refer", "person", "person", "take_over", "take_back", "expire", "give_back", "close", "reopen"),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("rate" as const), in: fc.nat(), minute: minutes, score: fc.constantFrom(1, -1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("erase" as const), in: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("let texts go" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("sum" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("sum twice at once" as const) }) },
);

test("read from sums, from rows or from both, every figure is what the rows say, whatever is said, rated, erased or forgotten", async () => {
  const zones = fc.constantFrom(
    ["Europe/Berlin", "Asia/Kathmandu"] as const,
    ["Asia/Kolkata", "America/St_Johns"] as const,
    ["Australia/Lord_Howe", "UTC"] as const,
  );
  await fc.assert(
    fc.asyncProperty(zones, fc.array(step, { minLength: 60, maxLength: 90 }), async (zone, steps) => {
      const { organization, project, agents } = await open(zone);
      const { id } = organization;
      const inTenant = { kind: "tenant", organizationId: id } as const;
      const conversations: { id: string; test: boolean }[] = [];
      const at = (minute: number) => new Date(start + minute * 60_000);
      const say = (
        conversation: { id: string; test: boolean },
        minute: number,
        role: string,
        outcome: string | null,
        event: string | null,
        firstMs: number | null,
        /** Of a model, in millionths of a dollar; null: at no known rate; undefined: of no model. */
        cost?: number | null,
      ) =>
        sqlOn(
          `insert into messages (organization_id, id, project_id, conversation_id, role, text, outcome, event, first_ms, test, created_at, model_name, cost_micros)
           values ($1, $2, $3, $4, $5, 'Said.', $6, $7, $8, $9, $10, $11, $12)`,
          id,
          newId("msg"),
          project,
          conversation.id,
          role,
          outcome,
          event,
          firstMs,
          conversation.test,
          at(minute),
          cost === undefined ? null : "local-small",
          cost ?? null,
        );
      for (const one of steps) {
        const conversation = "in" in one ? conversations[one.in % conversations.length] : undefined;
        if ("in" in one && !conversation) continue;
        if (one.do === "begin") {
          const begun = { id: newId("cnv"), test: one.test };
          await sqlOn(
            `insert into conversations (organization_id, id, project_id, agent_id, origin, test, created_at, last_message_at)
             values ($1, $2, $3, $4, 'https://shop.example', $5, $6, $6)`,
            id,
            begun.id,
            project,
            agents[one.agent],
            one.test,
            at(one.minute),
          );
          conversations.push(begun);
        }
        if (one.do === "answer") {
          await say(conversation!, one.minute, "agent", one.outcome, null, one.firstMs, one.cost);
          if (!["failed", "aborted"].includes(one.outcome))
            await sqlOn("update conversations set last_outcome = $2 where id = $1", conversation!.id, one.outcome);
        }
        if (one.do === "line") {
          const isPerson = one.event === "person";
          await say(conversation!, one.minute, isPerson ? "person" : "system", null, isPerson ? null : one.event, null);
          if (["ask", "refer", "take_over"].includes(one.event))
            await sqlOn("update conversations set had_person = true where id = $1", conversation!.id);
        }
        if (one.do === "rate")
          await sqlOn(
            `insert into ratings (organization_id, project_id, conversation_id, score, rated_at) values ($1, $2, $3, $4, $5)
             on conflict (organization_id, conversation_id, target_id) do update set score = excluded.score, rated_at = excluded.rated_at`,
            id,
            project,
            conversation!.id,
            one.score,
            at(one.minute),
          );
        if (one.do === "erase") {
          conversations.splice(conversations.indexOf(conversation!), 1);
          await target.platform.database.transaction(inTenant, "write", ({ db }) =>
            eraseConversations({ db, send: noJob }, id, [conversation!.id]),
          );
        }
        if (one.do === "let texts go")
          await target.platform.database.transaction(inTenant, "write", ({ db }) =>
            removeTexts({ db, send: noJob }, { organizationId: id, projectId: project }, new Date("2099-01-01"), 3),
          );
        if (one.do === "sum") await sumUp(id);
        if (one.do === "sum twice at once") await Promise.all([sumUp(id), sumUp(id)]);
      }
      await expectExact(organization, project, agents);
      await sumUp(id);
      expect(await pendingOf(id)).toBe(0);
      await expectExact(organization, project, agents);
    }),
    { numRuns: 9, seed: 80, endOnFailure: true },
  );
});

test("a person who answers days after the wish was summed counts where it was asked, and so does what takes the wish back", async () => {
  const { organization, project, agents } = await open(["UTC", "UTC"]);
  const conversation = newId("cnv");
  await sqlOn(
    `insert into conversations (organization_id, id, project_id, agent_id, origin, created_at)
     values ($1, $2, $3, $4, 'https://shop.example', '2026-03-20T10:00:00Z')`,
    organization.id,
    conversation,
    project,
    agents[0],
  );
  const say = async (id: string, at: string, event: string | null) => {
    await sqlOn(
      `insert into messages (organization_id, id, project_id, conversation_id, role, text, event, created_at)
       values ($1, $2, $3, $4, case when $5::text is null then 'person' else 'system' end, '', $5, $6)`,
      organization.id,
      id,
      project,
      conversation,
      event,
      at,
    );
  };
  const responses = async () => {
    const path = `/v1/organizations/${organization.id}/projects/${project}/analytics?from=2026-03-28&to=2026-03-28`;
    return (await call<Analytics>(target, organization.owner, `GET ${path}`)).body.totals.first_response;
  };
  await say("msg_1", "2026-03-28T10:00:00Z", "ask");
  await sumUp(organization.id);
  expect(await responses()).toMatchObject({ count: 0 });
  await say("msg_3", "2026-03-30T10:00:00Z", null);
  const answered = { count: 1, median_seconds: 2 * 86_400 };
  expect(await responses()).toMatchObject(answered);
  await sumUp(organization.id);
  expect(await responses()).toMatchObject(answered);
  await say("msg_2", "2026-03-29T10:00:00Z", "take_back");
  expect(await responses()).toMatchObject({ count: 0 });
  await sumUp(organization.id);
  await sqlOn("delete from messages where organization_id = $1 and id = 'msg_2'", organization.id);
  expect(await responses()).toMatchObject(answered);
});

test("an organization is summed once at a time, whatever of it is summed", async () => {
  const { organization, project, agents } = await open(["UTC", "UTC"]);
  const begin = (at: string) =>
    sqlOn(
      "insert into conversations (organization_id, id, project_id, agent_id, origin, created_at) values ($1, $2, $3, $4, 'https://a.example', $5)",
      organization.id,
      newId("cnv"),
      project,
      agents[0],
      at,
    );
  const [summed, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await begin("2026-03-28T10:00:00Z");
  const first = target.platform.database.transaction({ kind: "system", reason: "a test" }, "write", async ({ db }) => {
    await sumUpStep(db, organization.id, new Date("2100-01-01"), 100);
    summed.resolve();
    await released.promise;
  });
  await summed.promise;
  await begin("2026-03-29T10:00:00Z");
  let isOver = false;
  const second = sumUp(organization.id).then(() => (isOver = true));
  await wait(300);
  expect(isOver).toBe(false);
  released.resolve();
  await Promise.all([first, second]);
  expect(await pendingOf(organization.id)).toBe(0);
});

test("what is written while sums are made is neither lost nor counted twice", async () => {
  const { organization, project, agents } = await open(["UTC", "UTC"]);
  const begin = () =>
    sqlOn(
      `insert into conversations (organization_id, id, project_id, agent_id, origin, created_at)
       values ($1, $2, $3, $4, 'https://shop.example', '2026-03-29T10:00:00Z')`,
      organization.id,
      newId("cnv"),
      project,
      agents[0],
    );
  const read = async () =>
    (
      await call<Analytics>(
        target,
        organization.owner,
        `GET /v1/organizations/${organization.id}/projects/${project}/analytics?from=2026-03-29&to=2026-03-30`,
      )
    ).body.totals.conversations;
  for (let round = 1; round <= 12; round += 1) {
    const readers = Array.from({ length: 4 }, read);
    await Promise.all([begin(), sumUp(organization.id), sumUp(organization.id)]);
    for (const seen of await Promise.all(readers)) expect([round - 1, round]).toContain(seen);
    expect(await read()).toBe(round);
  }
});

test("the sweep leaves the quarter that is not over, and what an agent or a project leaves behind is summed away", async () => {
  const { organization, project, agents } = await open(["UTC", "UTC"]);
  for (const [agent, at] of [[agents[0], "2026-03-29T10:00:00Z"] as const, [agents[1], new Date().toISOString()] as const])
    await sqlOn(
      "insert into conversations (organization_id, id, project_id, agent_id, origin, created_at) values ($1, $2, $3, $4, 'https://a.example', $5)",
      organization.id,
      newId("cnv"),
      project,
      agent,
      at,
    );
  const sums = () =>
    sqlOn<{ agent_id: string }>("select distinct agent_id from analytics_sums where organization_id = $1", organization.id);
  await sumUpAnalytics.run({ platform: target.platform, log: target.platform.log, signal: never });
  expect(await sums()).toEqual([{ agent_id: agents[0] }]);
  expect(await pendingOf(organization.id)).toBe(1);
  await sqlOn("delete from agents where id = $1", agents[0]);
  await sumUp(organization.id);
  expect(await sums()).toEqual([{ agent_id: agents[1] }]);
  await sqlOn("delete from projects where id = $1", project);
  await sumUp(organization.id);
  expect(await sums()).toEqual([]);
  expect(await pendingOf(organization.id)).toBe(0);
});
