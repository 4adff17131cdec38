import { afterEach, beforeEach, expect, test } from "vitest";
import { afterCommit } from "#platform/database/transaction.ts";
import type { ProductEvent } from "#platform/events.ts";
import { useApp } from "#testing/app.ts";
import { createAsked, question } from "#testing/budgets.ts";
import { call, createMember, createOrganization, startConversation, type TestOrganization } from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";
import { systemActor } from "./actor.ts";
import { openScope } from "./scope.ts";
import { watchAdmission } from "./watch-admission.ts";

const target = useApp();
let organization: TestOrganization;
/** What was passed on, and what of that was committed. */
let passed: ProductEvent[];
let committed: string[];
let stopListening: () => void;
beforeEach(async () => {
  organization = await createOrganization(target);
  [passed, committed] = [[], []];
  stopListening = target.platform.events.listen((event, db) => {
    passed.push(event);
    afterCommit(db, () => committed.push(event.name));
  });
});
afterEach(() => stopListening());

const scopeOf = (id: string) =>
  openScope({
    platform: target.platform,
    organizationId: id,
    actor: systemActor,
    act: { name: "test.act", says: () => "acted" },
    request: null,
  });

test("an audited act passes the spring once, with its target and the names of what it changed, and nothing else", async () => {
  const { id, owner } = organization;
  await call(target, owner, `PATCH /v1/organizations/${id}`, { name: "Another Name" });
  expect(passed).toEqual([
    {
      name: "organization.update",
      organization_id: id,
      target: { type: "organization", id },
      change: "changed",
      within: {},
      changed: ["name"],
      rights: false,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    },
  ]);
  expect(committed).toEqual(["organization.update"]);
});

test("an event comes with its transaction and not without it", async () => {
  const { id } = organization;
  const database = target.platform.database;
  const actThen = (fail: boolean) =>
    database.transaction({ kind: "tenant", organizationId: id }, "write", async () => {
      await scopeOf(id).transaction(async ({ audit }) => audit({ target: null }));
      expect(committed).toEqual([]);
      if (fail) throw new Error("undone");
    });
  await expect(actThen(true)).rejects.toThrow("undone");
  expect([passed.length, committed]).toEqual([1, []]);
  await actThen(false);
  expect(committed).toEqual(["test.act"]);
});

test("what a listener cannot do undoes the act with it", async () => {
  const { id, owner } = organization;
  const stop = target.platform.events.listen(() => Promise.reject(new Error("no room for it")));
  try {
    expect((await call(target, owner, `PATCH /v1/organizations/${id}`, { name: "Never" })).status).toBe(500);
  } finally {
    stop();
  }
  expect((await call<{ name: string }>(target, owner, `GET /v1/organizations/${id}`)).body.name).not.toBe("Never");
  expect(committed).toEqual([]);
});

test("a visitor's message and the answer to it pass the spring, by their ids alone", async () => {
  const asked = await createAsked(target);
  const visitor = await startConversation(target, asked.agent);
  passed = [];
  const answer = await askAll(target, visitor, question);
  const { rows } = await target.database.admin.query<{ id: string }>("select id from messages where conversation_id = $1 order by id", [
    visitor.conversation_id,
  ]);
  const within = { project_id: asked.project, conversation_id: visitor.conversation_id };
  const of = { organization_id: asked.organization.id, change: "created", within, changed: [], rights: false, at: expect.any(String) };
  const targets = rows.map(({ id }) => ({ type: "message", id }));
  expect(passed.filter(({ target: to }) => to?.type === "message")).toEqual([
    { ...of, name: "message.receive", target: targets[0] },
    { ...of, name: "answer.finish", target: targets[1] },
  ]);
  expect(answer.events.at(-1)!.data.message_id).toBe(targets[1]!.id);
});

test("what is open is asked when rights change, and not by a message, a name or another organization", async () => {
  const asked = await createAsked(target);
  const { id, owner } = asked.organization;
  const member = await createMember(target, id, "member");
  const elsewhere = await createMember(target, organization.id, "member");
  passed = [];
  let looks = 0;
  const admission = watchAdmission(target.platform, id, async () => void (looks += 1));
  const ofAgent = `/v1/organizations/${id}/projects/${asked.project}/agents/${asked.agent}`;
  try {
    await askAll(target, await startConversation(target, asked.agent), question);
    await call(target, owner, `PATCH /v1/organizations/${id}`, { name: "Another Name" });
    await call(target, owner, `PATCH ${ofAgent}`, { name: "Another Agent" });
    await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}/members/${elsewhere.membershipId}`, {
      role: "viewer",
    });
    await call(target, owner, `PATCH ${ofAgent}`, { allowed_origins: ["https://www.example.com"] });
    await expect.poll(() => looks).toBe(1);
    await call(target, owner, `PATCH /v1/organizations/${id}/members/${member.membershipId}`, { role: "viewer" });
    await expect.poll(() => looks).toBe(2);
    await call(target, member, "POST /v1/me/sessions/revoke-others", {});
    await expect.poll(() => looks).toBe(3);
    expect(passed.filter(({ rights }) => rights).map(({ name }) => name)).toEqual([
      "member.update",
      "agent.update",
      "member.update",
      "session.end",
    ]);
  } finally {
    admission.end();
  }
});
