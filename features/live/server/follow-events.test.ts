import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { systemActor } from "#access/actor.ts";
import { openScope } from "#access/scope.ts";
import { useApp, type TestApp } from "#testing/app.ts";
import { createAsked, question } from "#testing/budgets.ts";
import {
  call,
  createCustomRole,
  createKey,
  createMember,
  createOrganization,
  createProject,
  startConversation,
} from "#testing/factories.ts";
import { follow, type Stream } from "#testing/live.ts";
import { askAll } from "#testing/visitor.ts";

/** One process, another of the same installation, and a third that no notice of the database reaches. */
const target = useApp();
const beside = useApp({ beside: target });
const pooled = useApp({ beside: target, pooled: true });
let streams: Stream[] = [];
afterEach(async () => {
  await Promise.all(streams.map(({ leave }) => leave()));
  streams = [];
});

async function open(...parameters: Parameters<typeof follow>): Promise<Stream> {
  const stream = await follow(...parameters);
  streams.push(stream);
  return stream;
}

async function beginProject(
  test: TestApp,
  { id, owner }: { id: string; owner: { cookie: string } },
  name = "Help centre",
): Promise<string> {
  const { status, body } = await call<{ id: string }>(test, owner as never, `POST /v1/organizations/${id}/projects`, { name });
  expect(status).toBe(201);
  return body.id;
}

/** Says something in an organization's own transaction, which `before` holds open. */
function actIn(test: TestApp, organizationId: string, targetId: string, before: () => Promise<void> = async () => {}): Promise<void> {
  const act = { name: "project.update", says: () => "acted" };
  return openScope({ platform: test.platform, organizationId, actor: systemActor, act, request: null }).transaction(async ({ tell }) => {
    await tell({ name: "project.update", target: { type: "project", id: targetId }, changed: ["name"] });
    await before();
  });
}

describe("a person or key that follows an organization", () => {
  test("hears what is done, by ids and names of fields alone, as soon as it is committed", async () => {
    const organization = await createOrganization(target);
    const stream = await open(target, organization.id, organization.owner);
    expect(stream.status).toBe(200);
    const project = await beginProject(target, organization, "A name that is nobody's business");
    const path = `/v1/organizations/${organization.id}/projects/${project}`;
    await call(target, organization.owner, `PATCH ${path}`, { description: "Nor is this" });
    await call(target, organization.owner, `DELETE ${path}`);
    await stream.event("project.deleted");
    expect(stream.heard.map(({ event, data }) => ({ event, data }))).toEqual([
      { event: "project.created", data: { id: project, changed: expect.arrayContaining(["name"]) } },
      { event: "project.changed", data: { id: project, project_id: project, changed: ["description"] } },
      { event: "project.deleted", data: { id: project, project_id: project, changed: expect.any(Array) } },
    ]);
    expect(JSON.stringify(stream.heard)).not.toMatch(/business|Nor is this/);
  });

  test("hears a visitor's question and the answer to it, with their conversation", async () => {
    const asked = await createAsked(target);
    const stream = await open(target, asked.organization.id, asked.organization.owner);
    const visitor = await startConversation(target, asked.agent);
    const answer = await askAll(target, visitor, question);
    const answered = await stream.event("message.created", ({ id }) => id === answer.events.at(-1)!.data.message_id);
    expect(answered.data).toEqual({
      id: expect.stringMatching(/^msg_/),
      project_id: asked.project,
      conversation_id: visitor.conversation_id,
      changed: [],
    });
    expect(stream.heard.filter(({ event }) => event === "message.created")).toHaveLength(2);
  });

  test("hears nothing of what was rolled back", async () => {
    const organization = await createOrganization(target);
    const project = await createProject(target, organization.id, organization.owner.id);
    const stream = await open(target, organization.id, organization.owner);
    const undone = actIn(target, organization.id, "prj_undone", () => Promise.reject(new Error("undone")));
    await expect(undone).rejects.toThrow("undone");
    await actIn(target, organization.id, project);
    await stream.event("project.changed");
    expect(stream.heard).toHaveLength(1);
  });

  test("hears nothing of another organization, whatever happens there", async () => {
    const [mine, other] = [await createOrganization(target), await createOrganization(target)];
    const [stream, foreign] = [await open(target, mine.id, mine.owner), await open(target, other.id, other.owner)];
    await expect.poll(stream.lastId).toBeDefined();
    const cursor = stream.lastId();
    await beginProject(target, other);
    await foreign.event("project.created");
    await beginProject(target, mine);
    await stream.event("project.created");
    expect(stream.heard).toHaveLength(1);
    // Nor of what is missed, or by a cursor of the other's.
    const resumed = await open(target, mine.id, mine.owner, { lastId: cursor });
    await resumed.event("project.created");
    expect(resumed.heard).toHaveLength(1);
    const byTheirs = await open(target, mine.id, mine.owner, { lastId: foreign.lastId() });
    await beginProject(target, mine);
    await byTheirs.event("project.created");
    expect(byTheirs.heard.map(({ data }) => data.id)).not.toContain(foreign.heard[0]!.data.id);
  });

  test("hears only of what they may read", async () => {
    const { id, owner } = await createOrganization(target);
    const reader = await createMember(target, id, await createCustomRole(target, id, ["project:read"]));
    const { key } = await createKey(target, id, owner.id, ["organization:read", "member:list"]);
    const [all, some, byKey] = [await open(target, id, owner), await open(target, id, reader), await open(target, id, { key })];
    const invited = await createMember(target, id, "viewer");
    const project = await beginProject(target, { id, owner });
    await call(target, owner, `PATCH /v1/organizations/${id}/members/${invited.membershipId}`, { role: "member" });
    await call(target, owner, `PATCH /v1/organizations/${id}`, { name: "Another Name" });
    for (const stream of [all, some, byKey]) await stream.event("organization.changed");
    const namesIn = ({ heard }: Stream) => heard.map(({ event }) => event);
    expect(namesIn(all)).toEqual(["project.created", "membership.changed", "organization.changed"]);
    expect(namesIn(some)).toEqual(["project.created", "organization.changed"]);
    expect(namesIn(byKey)).toEqual(["membership.changed", "organization.changed"]);
    expect(some.heard[0]!.data.id).toBe(project);
  });

  test("hears nothing more of what they may no longer read, from the moment that the right is taken", async () => {
    const { id, owner } = await createOrganization(target);
    const role = await createCustomRole(target, id, ["project:read", "member:list"]);
    const reader = await createMember(target, id, role);
    // In another process, which is told of nothing but by the log.
    const stream = await open(beside, id, reader);
    await beginProject(target, { id, owner });
    await stream.event("project.created");
    await call(target, owner, `PATCH /v1/organizations/${id}/roles/${role}`, { permissions: ["member:list"] });
    await beginProject(target, { id, owner }, "Another");
    await call(target, owner, `PATCH /v1/organizations/${id}`, { name: "Another Name" });
    await stream.event("organization.changed");
    expect(stream.heard.map(({ event }) => event)).toEqual(["project.created", "role.changed", "organization.changed"]);
  });

  test("hears at the end why they may not stay", async () => {
    const { id, owner } = await createOrganization(target);
    const member = await createMember(target, id, "member");
    const stream = await open(target, id, member);
    await call(target, owner, `DELETE /v1/organizations/${id}/members/${member.membershipId}`);
    await stream.ended;
    expect(stream.heard.at(-1)).toMatchObject({ event: "error", data: { code: "not_found" } });
  });
});

describe("a stream that is resumed", () => {
  test("continues with what happened meanwhile, and with nothing from before", async () => {
    const organization = await createOrganization(target);
    const stream = await open(target, organization.id, organization.owner);
    const first = await beginProject(target, organization, "First");
    await stream.event("project.created");
    await stream.leave();
    const missed = [await beginProject(target, organization, "Second"), await beginProject(target, organization, "Third")];
    const again = await open(target, organization.id, organization.owner, { lastId: stream.lastId() });
    const last = await beginProject(target, organization, "Fourth");
    await again.event("project.created", ({ id }) => id === last);
    expect(again.heard.map(({ data }) => data.id)).toEqual([...missed, last]);
    expect(again.heard.map(({ data }) => data.id)).not.toContain(first);
  });

  test("continues from its beginning, where nothing came before it was lost", async () => {
    const organization = await createOrganization(target);
    const stream = await open(target, organization.id, organization.owner);
    await expect.poll(stream.lastId).toBeDefined();
    await stream.leave();
    const project = await beginProject(target, organization);
    const again = await open(target, organization.id, organization.owner, { lastId: stream.lastId() });
    expect((await again.event("project.created")).data.id).toBe(project);
  });

  test("misses nothing of two transactions that commit in the other order than they began", async () => {
    const organization = await createOrganization(target);
    const project = await createProject(target, organization.id, organization.owner.id);
    const stream = await open(target, organization.id, organization.owner);
    const [written, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = actIn(target, organization.id, "prj_slow", async () => {
      written.resolve();
      await mayCommit.promise;
    });
    await written.promise;
    await actIn(target, organization.id, project);
    await stream.event("project.changed", ({ id }) => id === project);
    const between = stream.lastId();
    mayCommit.resolve();
    await slow;
    await stream.event("project.changed", ({ id }) => id === "prj_slow");
    const again = await open(target, organization.id, organization.owner, { lastId: between });
    await again.event("project.changed", ({ id }) => id === "prj_slow");
    expect(again.heard.map(({ data }) => data.id)).toEqual(["prj_slow"]);
  });

  test("begins with a reset where its cursor is too old, malformed, of another database or of a later time", async () => {
    const organization = await createOrganization(target);
    const stream = await open(target, organization.id, organization.owner);
    await expect.poll(stream.lastId).toBeDefined();
    const [database = "", at = "", snapshot = ""] = stream.lastId()!.split(".");
    const [min = "", max = ""] = snapshot.split(":");
    const old = Number(at) - 24 * 60 * 60 - 1;
    const later = String(BigInt(max) + 1_000_000n);
    const cursors = {
      "too old": `${database}.${old}.${snapshot}`,
      "of another database": `00000000.${at}.${snapshot}`,
      "of a later transaction": `${database}.${at}.${min}:${later}:`,
      "of a later time": `${database}.${Number(at) + 3_600}.${snapshot}`,
      "no snapshot": `${database}.${at}.5:3:`,
      nonsense: "7'; drop table live_events --",
      empty: "",
      endless: `${database}.${at}.1:2:${"1,".repeat(10_000)}`,
    };
    for (const [what, lastId] of Object.entries(cursors)) {
      const resumed = await open(target, organization.id, organization.owner, { lastId });
      await resumed.event("reset").catch(() => expect.fail(what));
      const project = await beginProject(target, organization);
      await resumed.event("project.created", ({ id }) => id === project);
      expect(resumed.heard, what).toHaveLength(2);
      await resumed.leave();
      // From the reset on it can be resumed.
      const again = await open(target, organization.id, organization.owner, { lastId: resumed.lastId() });
      await beginProject(target, organization);
      expect((await again.event("project.created")).event, what).toBe("project.created");
    }
    const recent = await open(target, organization.id, organization.owner, { lastId: `${database}.${old + 60}.${snapshot}` });
    await recent.event("project.created");
    expect(recent.heard.map(({ event }) => event)).not.toContain("reset");
  });

  test("is sent again what was found together with an event after which it was lost", async () => {
    const organization = await createOrganization(target);
    const stream = await open(target, organization.id, organization.owner);
    await actIn(target, organization.id, "prj_first", () => actIn(target, organization.id, "prj_second"));
    await stream.event("project.changed", ({ id }) => id === "prj_second");
    const [first, second] = stream.heard;
    const afterFirst = await open(target, organization.id, organization.owner, { lastId: first!.lastId });
    await afterFirst.event("project.changed", ({ id }) => id === "prj_second");
    const afterSecond = await open(target, organization.id, organization.owner, { lastId: second!.lastId });
    await actIn(target, organization.id, "prj_third");
    await afterSecond.event("project.changed");
    expect(afterSecond.heard.map(({ data }) => data.id)).toEqual(["prj_third"]);
  });

  test("begins with a reset where more happened than is news", async () => {
    const organization = await createOrganization(target);
    const stream = await open(target, organization.id, organization.owner);
    await expect.poll(stream.lastId).toBeDefined();
    await target.database.admin.query(
      "insert into live_events (organization_id, target_type, target_id, change) select $1, 'project', n::text, 'changed' from generate_series(1, 1001) n",
      [organization.id],
    );
    const again = await open(target, organization.id, organization.owner, { lastId: stream.lastId() });
    await again.event("reset");
    expect(again.heard).toHaveLength(1);
  });

  test("can begin with the last seconds", async () => {
    const organization = await createOrganization(target);
    const project = await beginProject(target, organization);
    const recent = await open(target, organization.id, organization.owner, { query: "?since_seconds=30" });
    expect((await recent.event("project.created")).data.id).toBe(project);
    await target.database.admin.query(
      "update live_events set occurred_at = occurred_at - interval '31 seconds' where organization_id = $1",
      [organization.id],
    );
    const later = await open(target, organization.id, organization.owner, { query: "?since_seconds=30" });
    const next = await beginProject(target, organization);
    await later.event("project.created");
    expect(later.heard.map(({ data }) => data.id)).toEqual([next]);
  });
});

describe("what another process does", () => {
  test("is told by a notice, well before the next look", async () => {
    const organization = await createOrganization(target);
    const stream = await open(beside, organization.id, organization.owner);
    await expect.poll(stream.lastId).toBeDefined();
    const took: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      const project = await beginProject(target, organization);
      const committedAt = performance.now();
      took.push((await stream.event("project.created", ({ id }) => id === project)).at - committedAt);
    }
    expect(Math.max(...took)).toBeLessThan(1_000);
  });

  test("is found by a look within two seconds where no notice arrives", async () => {
    const organization = await createOrganization(target);
    const stream = await open(pooled, organization.id, organization.owner);
    await expect.poll(stream.lastId).toBeDefined();
    const project = await beginProject(target, organization);
    const committedAt = performance.now();
    const { at, data } = await stream.event("project.created");
    expect(data.id).toBe(project);
    expect(at - committedAt).toBeLessThan(4_000);
  });

  test("is found by one that lost its connection", async () => {
    const organization = await createOrganization(target);
    const stream = await open(beside, organization.id, organization.owner);
    await expect.poll(stream.lastId).toBeDefined();
    await target.database.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'botcadence live' and datname = current_database()",
    );
    const project = await beginProject(target, organization);
    expect((await stream.event("project.created")).data.id).toBe(project);
  });
});

test("the first to follow has every event from where it begins, whatever commits meanwhile", async () => {
  const organization = await createOrganization(target);
  let isOver = false;
  const acting = (async () => {
    for (let index = 0; !isOver; index += 1) await actIn(target, organization.id, `prj_${index}`);
  })();
  try {
    for (let round = 0; round < 40; round += 1) {
      const stream = await follow(target, organization.id, organization.owner, { query: "?since_seconds=1" });
      await expect.poll(() => stream.heard.length, { interval: 2 }).toBeGreaterThan(3);
      await delay(10);
      await stream.leave();
      const numbers = stream.heard.filter(({ event }) => event !== "reset").map(({ data }) => Number(data.id.slice(4)));
      expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
    }
  } finally {
    isOver = true;
    await acting;
  }
});

test("what came with a copy of another database is not taken for news", async () => {
  const organization = await createOrganization(target);
  await target.database.admin.query(
    `insert into live_events (organization_id, target_type, target_id, change, xid)
     select $1, 'project', 'prj_of_the_copy', 'changed', (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000000)::text::xid8`,
    [organization.id],
  );
  const stream = await open(target, organization.id, organization.owner);
  const project = await beginProject(target, organization);
  await stream.event("project.created");
  const again = await open(target, organization.id, organization.owner, { lastId: stream.lastId() });
  await beginProject(target, organization);
  await again.event("project.created");
  expect(stream.heard[0]!.data.id).toBe(project);
  expect([...stream.heard, ...again.heard].map(({ data }) => data.id)).not.toContain("prj_of_the_copy");
});

test("nobody is told twice of what a look finds while they begin, and nothing is left out", async () => {
  const organization = await createOrganization(target);
  const acting = (async () => {
    const ids: string[] = [];
    for (let index = 0; index < 60; index += 1) {
      ids.push(`prj_${index}`);
      await actIn(target, organization.id, `prj_${index}`);
    }
    return ids;
  })();
  const early = await open(target, organization.id, organization.owner, { query: "?since_seconds=60" });
  await delay(20);
  const resumed: Stream[] = [];
  for (let index = 0; index < 10; index += 1)
    resumed.push(await open(target, organization.id, organization.owner, { query: "?since_seconds=60" }));
  const ids = await acting;
  for (const stream of [early, ...resumed]) {
    await stream.event("project.changed", ({ id }) => id === ids.at(-1));
    expect(stream.heard.map(({ data }) => data.id)).toEqual(ids);
  }
});
