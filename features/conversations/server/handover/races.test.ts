import { beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  type TestMember,
  type TestOrganization,
  type TestVisit,
} from "#testing/factories.ts";
import { addPassage, askAll, callAsVisitor } from "#testing/visitor.ts";
import type { Conversation, Message } from "../../contract.ts";
import { mindWaiting } from "./mind-waiting.ts";

const target = useApp();
let organization: TestOrganization;
let colleague: TestMember;
let project: string;
let agent: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  colleague = await createMember(target, organization.id, "member");
  project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  agent = await createAgent(target, organization, project);
});

const base = (rest: string) => `/v1/organizations/${organization.id}/projects/${project}/${rest}`;
const at = ({ conversation_id: id }: TestVisit, rest = "") => base(`conversations/${id}${rest}`);
const act = (by: TestMember, visit: TestVisit, what: string, body?: object) =>
  call<Conversation & { error?: { message: string } }>(target, by, `POST ${at(visit, `/${what}`)}`, body);
const read = async (visit: TestVisit) => (await call<Conversation>(target, organization.owner, `GET ${at(visit)}`)).body;
const lines = async (visit: TestVisit) =>
  (await call<{ data: Message[] }>(target, organization.owner, `GET ${at(visit, "/messages")}`)).body.data;
const presence = (ids: readonly string[]) =>
  target.database.admin.query(
    "update memberships set last_active_at = case when id = any($2) then now() else now() - interval '1 day' end where organization_id = $1",
    [organization.id, ids],
  );
const sweep = () => mindWaiting.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
const begin = () => startConversation(target, agent);
const ask = (visit: TestVisit) => callAsVisitor(target, visit, "POST /handover", {});

test("of visitors who ask at once nobody of the team is given more than their limit", async () => {
  await call(target, organization.owner, `PUT ${base("availability")}`, { in_turn: true, limit_each: 2 });
  await presence([colleague.membershipId]);
  const visits = await Promise.all(Array.from({ length: 8 }, begin));
  await Promise.all(visits.map(ask));
  await sweep();
  const given = await Promise.all(visits.map(async (visit) => (await read(visit)).assigned_to?.membership_id));
  expect(given.filter((id) => id === colleague.membershipId)).toHaveLength(2);
});

test("nobody is assigned who could not reply", async () => {
  const viewer = await createMember(target, organization.id, "viewer");
  const visit = await begin();
  await ask(visit);
  const patch = (membershipId: string) =>
    call<{ error: { field_errors: object } }>(target, organization.owner, `PATCH ${at(visit)}`, { assigned_to: membershipId });
  expect(await patch(viewer.membershipId)).toMatchObject({
    status: 422,
    body: { error: { field_errors: { assigned_to: expect.any(String) } } },
  });
  expect((await patch(colleague.membershipId)).status).toBe(200);
});

test("what somebody has whose role no longer lets them reply waits for another", async () => {
  const visit = await begin();
  await ask(visit);
  await act(colleague, visit, "take-over");
  const { status } = await call(
    target,
    organization.owner,
    `PATCH /v1/organizations/${organization.id}/members/${colleague.membershipId}`,
    { role: "viewer" },
  );
  expect(status).toBe(200);
  await sweep();
  expect(await read(visit)).toMatchObject({ handover: "waiting", assigned_to: null });
  expect((await act(organization.owner, visit, "take-over")).status).toBe(200);
});

test("the same message sent twice at once is stored once, with the agent as with a person", async () => {
  for (const takenOver of [false, true]) {
    const visit = await begin();
    if (takenOver) {
      await ask(visit);
      await act(colleague, visit, "take-over");
    }
    const answers = await Promise.all([1, 2, 3].map(() => askAll(target, visit, "When do parcels arrive?", { key: "one" })));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const again = await askAll(target, visit, "When do parcels arrive?", { key: "one" });
    expect(again.status).toBe(200);
    expect((await lines(visit)).filter(({ role }) => role === "visitor")).toHaveLength(1);
    expect((await lines(visit)).filter(({ role }) => role === "agent")).toHaveLength(takenOver ? 0 : 1);
  }
});

test("whatever happens at once, what was acknowledged is there once, and the state fits what it says", async () => {
  for (let round = 0; round < 12; round++) {
    const visit = await begin();
    await ask(visit);
    await act(colleague, visit, "take-over");
    const [closed, replied, said, taken, given] = await Promise.all([
      act(organization.owner, visit, "close"),
      act(colleague, visit, "messages", { text: "From the team" }),
      askAll(target, visit, "From the visitor", { key: "k" }),
      act(organization.owner, visit, "take-over"),
      act(colleague, visit, "give-back"),
    ]);
    for (const { status } of [closed, replied, said, taken, given]) expect([200, 201, 409]).toContain(status);
    const all = await lines(visit);
    expect(all.filter(({ text }) => text === "From the team")).toHaveLength(replied.status === 201 ? 1 : 0);
    expect(all.filter(({ text }) => text === "From the visitor")).toHaveLength(said.status === 200 ? 1 : 0);
    const now = await read(visit);
    expect(now.message_count).toBe(all.length);
    if (now.handover === "person") expect(now.assigned_to).not.toBeNull();
    if (now.handover === "agent") expect(now.assigned_to).toBeNull();
  }
});

test("a person's own reply is nothing new to them, and is to others", async () => {
  const visit = await begin();
  await ask(visit);
  await act(colleague, visit, "take-over");
  await act(colleague, visit, "messages", { text: "Hello" });
  const unread = async (by: TestMember) => (await call<Conversation>(target, by, `GET ${at(visit)}`)).body.unread;
  expect([await unread(colleague), await unread(organization.owner)]).toEqual([false, true]);
});
