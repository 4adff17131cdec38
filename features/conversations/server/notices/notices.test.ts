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
} from "#testing/factories.ts";
import { runQueued } from "#testing/run-job.ts";
import { askAll, callAsVisitor } from "#testing/visitor.ts";
import { mailDigests } from "./mail-digests.ts";

const target = useApp();
let organization: TestOrganization;
let colleague: TestMember;
let project: string;
let agent: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  colleague = await createMember(target, organization.id, "member");
  await createMember(target, organization.id, "viewer");
  project = await createProject(target, organization.id, organization.owner.id);
  agent = await createAgent(target, organization, project, { name: "Shop" });
  target.mails.length = 0;
});

const conversations = () => `/v1/organizations/${organization.id}/projects/${project}/conversations`;
const choose = (who: TestMember, mail: string) =>
  call(target, who, `PUT /v1/organizations/${organization.id}/conversation-notices`, { mail });
const digest = () => mailDigests.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
/** Who was written to since the last look. */
async function told(): Promise<string[]> {
  for (let round = 0; round < 2; round++) await runQueued(target, /^conversation\.(tell_team|mail_notice)$/);
  return target.mails
    .splice(0)
    .map(({ to }) => to)
    .toSorted();
}
async function askForPerson() {
  const visit = await startConversation(target, agent);
  await callAsVisitor(target, visit, "POST /handover", {});
  return visit;
}

test("a wish before any message is told to everybody who can reply, once, with a link and nothing that was said", async () => {
  const visit = await askForPerson();
  await runQueued(target, /^conversation\.tell_team$/);
  await runQueued(target, /^conversation\.mail_notice$/);
  expect(target.mails.map(({ to }) => to).toSorted()).toEqual([organization.owner.email, colleague.email].toSorted());
  expect(target.mails[0]).toMatchObject({ subject: "A visitor asks for a person" });
  expect(target.mails[0]!.text).toContain(`/projects/${project}/conversations?conversation=${visit.conversation_id}`);
});

test("no visitor's words are in a mail, and there is one until the conversation is read", async () => {
  const visit = await startConversation(target, agent);
  await askAll(target, visit, "Can I talk to someone?");
  await call(target, colleague, `POST ${conversations()}/${visit.conversation_id}/take-over`);
  await askAll(target, visit, "My name is Wilhelmina and I wait.");
  await runQueued(target, /^conversation\.tell_team$/);
  await runQueued(target, /^conversation\.mail_notice$/);
  expect(JSON.stringify(target.mails)).not.toMatch(/Wilhelmina|talk to someone/);
  // The wish was taken before its mail went out: the one who has it is told, and nobody else.
  expect(await told()).toEqual([colleague.email]);
  await askAll(target, visit, "Hello?");
  expect(await told()).toEqual([]);
  await call(target, colleague, `POST ${conversations()}/${visit.conversation_id}/read`);
  await askAll(target, visit, "Are you there?");
  expect(await told()).toEqual([colleague.email]);
});

test("each chooses: at once, every quarter of an hour in one mail, or not", async () => {
  await choose(organization.owner, "off");
  await choose(colleague, "quarterly");
  const [first] = [await askForPerson(), await askForPerson()];
  expect(await told()).toEqual([]);
  await call(target, colleague, `POST ${conversations()}/${first.conversation_id}/close`);
  await askForPerson();
  await told();
  await digest();
  await runQueued(target, /^conversation\.mail_notice$/);
  expect(target.mails).toMatchObject([{ to: colleague.email, subject: "2 conversations wait for a person" }]);
  target.mails.length = 0;
  await digest();
  expect(await told()).toEqual([]);
  const read = await call(target, colleague, `GET /v1/organizations/${organization.id}/conversation-notices`);
  expect(read.body).toEqual({ mail: "quarterly", sends: true });
  expect((await choose(colleague, "hourly")).status).toBe(422);
});

test("what was taken back before the mail went out is told to nobody", async () => {
  const visit = await askForPerson();
  await runQueued(target, /^conversation\.tell_team$/);
  await callAsVisitor(target, visit, "DELETE /handover");
  expect(await told()).toEqual([]);
});
