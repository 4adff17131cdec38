import { beforeEach, expect, test } from "vitest";
import type { Conversation, VisitorMessages } from "../../contract.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  setStatus,
  startConversation,
  type TestOrganization,
} from "#testing/factories.ts";
import { callAsVisitor } from "#testing/visitor.ts";
import { mindWaiting } from "./mind-waiting.ts";

const target = useApp();
let organization: TestOrganization;
let project: string;
let agent: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  agent = await createAgent(target, organization, project);
});

const sweep = () => mindWaiting.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
const at = (rest: string) => `/v1/organizations/${organization.id}/projects/${project}/${rest}`;
const set = (body: object) => call(target, organization.owner, `PUT ${at("availability")}`, body);
const read = async (id: string) => (await call<Conversation>(target, organization.owner, `GET ${at(`conversations/${id}`)}`)).body;
async function askForPerson() {
  const visit = await startConversation(target, agent);
  const { body } = await callAsVisitor(target, visit, "POST /handover", {});
  const { body: seen } = await callAsVisitor<VisitorMessages>(target, visit, "GET /messages");
  return { id: visit.conversation_id, told: body, seen };
}
const wait = (id: string, minutes: number) =>
  target.database.admin.query("update conversations set handover_at = now() - make_interval(mins => $2) where id = $1", [id, minutes]);
const presence = (ids: readonly string[]) =>
  target.database.admin.query(
    "update memberships set last_active_at = case when id = any($2) then now() else now() - interval '1 day' end where organization_id = $1",
    [organization.id, ids],
  );

test("visitors read the team's own sentence, and outside the hours when they begin again", async () => {
  await set({ expected: "We answer within ten minutes." });
  const { told, seen } = await askForPerson();
  expect(told).toEqual({ state: "waiting", open: true, expected: "We answer within ten minutes.", by_mail: "needs_address" });
  expect(seen.data.map(({ text }) => text)).toEqual(["You asked for a person. We answer within ten minutes."]);
  // An hour of a day that is neither today nor near it in any time zone.
  const far = ((new Date().getUTCDay() + 3) % 7) + 1;
  await set({ hours: [{ day: far, from: "10:00", to: "11:00" }], expected_closed: "We are back soon." });
  expect((await askForPerson()).told).toEqual({
    state: "waiting",
    open: false,
    expected: "We are back soon.",
    opens_at: expect.any(String),
    by_mail: "needs_address",
  });
});

test("nobody came in time: the agent has it again, and the visitor is told; not before, and not outside the hours", async () => {
  await set({ wait_minutes: 10 });
  const [early, late] = [await askForPerson(), await askForPerson()];
  await wait(early.id, 9);
  await wait(late.id, 11);
  await sweep();
  expect([(await read(early.id)).handover, (await read(late.id)).handover]).toEqual(["waiting", "agent"]);
  expect((await read(late.id)).last_message?.text).toBe("Nobody took it in time.");
  const far = ((new Date().getUTCDay() + 3) % 7) + 1;
  await set({ wait_minutes: 10, hours: [{ day: far, from: "10:00", to: "11:00" }] });
  await wait(early.id, 500);
  await sweep();
  expect((await read(early.id)).handover).toBe("waiting");
});

test("without a limit conversations wait, and in an organization that is suspended nothing moves", async () => {
  const first = await askForPerson();
  await wait(first.id, 5_000);
  await sweep();
  expect((await read(first.id)).handover).toBe("waiting");
  await set({ wait_minutes: 10 });
  await setStatus(target, organization.id, "suspended");
  await sweep();
  expect((await read(first.id)).handover).toBe("waiting");
});

test("in turn: somebody who is there and may reply has the next one, up to their limit, then those who come later", async () => {
  const [one, two] = [await createMember(target, organization.id, "member"), await createMember(target, organization.id, "member")];
  const viewer = await createMember(target, organization.id, "viewer");
  await set({ in_turn: true, limit_each: 1 });
  await presence([one.membershipId, viewer.membershipId]);
  const asked = [await askForPerson(), await askForPerson()];
  const assignees = () => Promise.all(asked.map(async ({ id }) => (await read(id)).assigned_to?.membership_id ?? null));
  expect(await assignees()).toEqual([one.membershipId, null]);
  await presence([one.membershipId, two.membershipId]);
  await sweep();
  expect(await assignees()).toEqual([one.membershipId, two.membershipId]);
  expect((await read(asked[0]!.id)).handover).toBe("waiting");
});

test("what waits for good holds up no other, however much of it there is", async () => {
  await set({ in_turn: true, limit_each: 1 });
  await presence([]);
  const first = await askForPerson();
  // Older ones, of whom nobody who is there could be given any.
  await target.database.admin.query(
    `insert into conversations (organization_id, id, project_id, agent_id, test, handover, handover_at, had_person)
     select organization_id, 'cnv_' || lpad(n::text, 26, '0'), project_id, agent_id, false, 'waiting', now() - interval '1 day' - n * interval '1 second', true
     from conversations, generate_series(1, 600) n where id = $1`,
    [first.id],
  );
  const other = await createOrganization(target);
  const otherProject = await createProject(target, other.id, other.owner.id);
  const visit = await startConversation(target, await createAgent(target, other, otherProject));
  const theirs = `/v1/organizations/${other.id}/projects/${otherProject}`;
  await call(target, other.owner, `PUT ${theirs}/availability`, { wait_minutes: 10 });
  await callAsVisitor(target, visit, "POST /handover", {});
  await wait(visit.conversation_id, 11);
  await sweep();
  const { body } = await call<Conversation>(target, other.owner, `GET ${theirs}/conversations/${visit.conversation_id}`);
  expect(body.handover).toBe("agent");
});
