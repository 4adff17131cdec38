import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createKey,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  startTestChat,
  visitorOrigin,
  type TestVisit,
} from "#testing/factories.ts";
import { askAll, callAsVisitor } from "#testing/visitor.ts";
import type { Lead, LeadDetail, LeadPage, LeadSettings } from "../contract.ts";

const target = useApp();
type Refused = { error: { code: string; field_errors: Record<string, string> } };

async function workspace() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const agent = await createAgent(target, organization, project);
  const path = `/v1/organizations/${organization.id}/projects/${project}`;
  const as = organization.owner;
  return {
    organization,
    project,
    agent,
    path,
    as,
    list: async (query = "") => (await call<LeadPage>(target, as, `GET ${path}/leads${query}`)).body,
    read: async (id: string) => (await call<LeadDetail>(target, as, `GET ${path}/leads/${id}`)).body,
    setFields: async (fields: object[]) => call<LeadSettings & Refused>(target, as, `PATCH ${path}/lead-fields`, { fields }),
    setForm: async (form: object) => call<Refused>(target, as, `PUT ${path}/agents/${agent}/lead-form`, form),
  };
}

const say = (visit: TestVisit, body: object) => callAsVisitor<Refused & Record<string, unknown>>(target, visit, "PATCH /lead", body);

test("a visitor says who they are before any message; the conversation is theirs, and more of it joins the same lead", async () => {
  const { agent, list, read } = await workspace();
  const visit = await startConversation(target, agent);
  const saved = await say(visit, { name: "  Ann   Example ", email: "Ann@Example.com" });
  expect([saved.status, saved.body]).toEqual([200, { name: "Ann Example", email: "ann@example.com" }]);
  await say(visit, { phone: "+49 30 123456" });
  await askAll(target, visit, "How long does delivery take?");
  const { data, total } = await list();
  expect(total).toBe(1);
  expect(data[0]).toMatchObject({
    name: "Ann Example",
    email: "ann@example.com",
    phone: "+49 30 123456",
    conversation_count: 1,
    test: false,
  });
  const { conversations } = await read(data[0]!.id);
  expect(conversations).toMatchObject([{ id: visit.conversation_id, opening: "How long does delivery take?" }]);
});

test("two calls of one visitor at once are one lead", async () => {
  const { agent, list } = await workspace();
  const visit = await startConversation(target, agent);
  // Otherwise the first of them makes the conversation's row, for which the others wait.
  await askAll(target, visit, "Hello?");
  const answers = await Promise.all(["a", "b", "c", "d"].map((name) => say(visit, { name })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await list()).total).toBe(1);
});

test("a visitor is told nothing of somebody else who has the same address, nor what the team noted of themselves", async () => {
  const { agent, list, path, as } = await workspace();
  const [first, second] = [await startConversation(target, agent), await startConversation(target, agent)];
  await say(first, { name: "Ann Example", email: "ann@example.com", phone: "030 1234567" });
  const { body } = await say(second, { email: "ann@example.com" });
  expect(body).toEqual({ email: "ann@example.com" });
  const { data } = await list();
  expect(data.map(({ name, email }) => [name, email])).toEqual([
    [null, "ann@example.com"],
    ["Ann Example", "ann@example.com"],
  ]);
  await call(target, as, `PATCH ${path}/leads/${data[0]!.id}`, { name: "Written by the team" });
  expect(JSON.stringify((await say(second, { phone: "030 7654321" })).body)).not.toContain("team");
});

test("a visitor changes no lead but that of their own conversation", async () => {
  const { agent } = await workspace();
  const [mine, theirs] = [await startConversation(target, agent), await startConversation(target, agent)];
  expect((await say({ ...mine, conversation_id: theirs.conversation_id }, { name: "Mallory" })).status).toBe(404);
});

test.each<[object, string]>([
  [{ email: "ann at example" }, "email"],
  [{ name: "" }, "name"],
  [{ name: "x".repeat(81) }, "name"],
  [{ name: "a\u202Eb" }, "name"],
  [{ name: "a\0b" }, "name"],
  [{ phone: "call me" }, "phone"],
  [{ phone: "12" }, "phone"],
  [{ fields: { unknown: "x" } }, "fields.unknown"],
  [{ fields: { company: 5 } }, "fields.company"],
  [{ fields: { seats: "many" } }, "fields.seats"],
  [{ fields: { seats: 1e300 } }, "fields.seats"],
  [{ fields: { since: "2026-02-30" } }, "fields.since"],
  [{ fields: { customer: "yes" } }, "fields.customer"],
  [{ fields: { size: "Huge" } }, "fields.size"],
  [{ fields: { old: "x" } }, "fields.old"],
  [{ consent: "I agree to everything." }, "consent"],
])("%j is refused at its field, and no lead comes of it", async (body, field) => {
  const { agent, setFields, list } = await workspace();
  await setFields([
    { label: "Company", kind: "text" },
    { label: "Seats", kind: "number" },
    { label: "Since", kind: "date" },
    { label: "Customer", kind: "boolean" },
    { label: "Size", kind: "choice", choices: ["Small", "Large"] },
    { label: "Old", kind: "text", archived: true },
  ]);
  const { status, body: refused } = await say(await startConversation(target, agent), body);
  expect([status, Object.keys(refused.error.field_errors)]).toEqual([422, [field]]);
  expect((await list()).total).toBe(0);
});

test("fields of five kinds are kept as what they are; null removes one", async () => {
  const { agent, setFields, list } = await workspace();
  await setFields([
    { label: "Company", kind: "text" },
    { label: "Seats", kind: "number" },
    { label: "Since", kind: "date" },
    { label: "Customer", kind: "boolean" },
    { label: "Size", kind: "choice", choices: ["Small", "Large"] },
  ]);
  const visit = await startConversation(target, agent);
  const fields = { company: "Acme", seats: 12.5, since: "2026-02-28", customer: false, size: "Large" };
  expect((await say(visit, { fields })).status).toBe(200);
  expect((await list()).data[0]!.fields).toEqual(fields);
  await say(visit, { fields: { seats: null, company: "" } });
  expect((await list()).data[0]!.fields).toEqual({ since: "2026-02-28", customer: false, size: "Large" });
});

test("consent is recorded with the sentence that was shown and when; another sentence is refused, and it can be withdrawn", async () => {
  const { agent, list, setForm, path, as } = await workspace();
  const sentence = "You may write to me about my question.";
  await setForm({ mode: "before", fields: [{ field: "email", required: true }], consent_sentence: sentence });
  const visit = await startConversation(target, agent);
  const before = Date.now() - 1_000;
  expect((await say(visit, { email: "ann@example.com", consent: sentence, form: true })).status).toBe(200);
  const [lead] = (await list("?consent=true")).data;
  expect(lead!.consent!.sentence).toBe(sentence);
  expect(Date.parse(lead!.consent!.at)).toBeGreaterThan(before);
  await setForm({ mode: "before", fields: [{ field: "email", required: true }], consent_sentence: "Another." });
  expect((await list()).data[0]!.consent!.sentence).toBe(sentence);
  await call(target, as, `PATCH ${path}/leads/${lead!.id}`, { consent: null });
  expect((await list("?consent=false")).data[0]!).toMatchObject({ consent: null, consent_withdrawn_at: expect.any(String) });
  // The visitor withdraws too, and can agree again; without an agreement nothing is withdrawn.
  await say(visit, { consent: "Another." });
  expect((await list()).data[0]!).toMatchObject({ consent: { sentence: "Another." }, consent_withdrawn_at: null });
  await say(visit, { consent: null });
  expect((await list()).data[0]!).toMatchObject({ consent: null, consent_withdrawn_at: expect.any(String) });
  const other = await startConversation(target, agent);
  await say(other, { email: "bea@example.com", consent: null });
  expect((await list()).data.find(({ email }) => email === "bea@example.com")).toMatchObject({ consent_withdrawn_at: null });
});

test("what a form requires has to be there where the form was filled in, and only there", async () => {
  const { agent, setForm, setFields } = await workspace();
  await setFields([{ label: "Company", kind: "text" }]);
  const fields = [
    { field: "email", required: true },
    { field: "company", required: true },
    { field: "name", required: false },
  ];
  await setForm({ mode: "before", fields, consent_sentence: "Yes." });
  const visit = await startConversation(target, agent);
  const { status, body } = await say(visit, { name: "Ann", form: true });
  expect([status, Object.keys(body.error.field_errors)]).toEqual([422, ["email", "fields.company", "consent"]]);
  expect((await say(visit, { email: "ann@example.com" })).status).toBe(200);
});

test("a form asks for no field that the project lacks, and drops one that is archived later", async () => {
  const { agent, setForm, setFields } = await workspace();
  const form = { mode: "during", fields: [{ field: "company", required: true }] };
  expect((await setForm(form)).body.error.field_errors).toEqual({ "fields.0.field": "The project has no such field." });
  await setFields([{ label: "Company", kind: "text" }]);
  expect((await setForm(form)).status).toBe(200);
  const draw = async () =>
    (
      await call<{ mode: string; fields: { label: string }[] }>(target, null, `GET /widget/v1/agents/${agent}/lead-form`, undefined, {
        origin: visitorOrigin,
      })
    ).body;
  expect(await draw()).toMatchObject({ mode: "during", fields: [{ name: "company", label: "Company", kind: "text", required: true }] });
  await setFields([{ name: "company", label: "Company", kind: "text", archived: true }]);
  expect(await draw()).toEqual({ mode: "off", fields: [], consent_sentence: null });
});

test("an agent's form is not told on websites where the agent does not answer", async () => {
  const { organization, project } = await workspace();
  const agent = await createAgent(target, organization, project, { allowed_origins: ["https://other.example"] });
  const { status } = await call(target, null, `GET /widget/v1/agents/${agent}/lead-form`, undefined, { origin: visitorOrigin });
  expect(status).toBe(403);
});

test("a field of which a lead has a value cannot be left out or change its kind; archived, its values stay", async () => {
  const { agent, setFields, list } = await workspace();
  const company = { name: "company", label: "Company", kind: "text" };
  await setFields([{ label: "Company", kind: "text" }]);
  await say(await startConversation(target, agent), { fields: { company: "Acme" } });
  const lost = await setFields([]);
  expect([lost.status, Object.keys(lost.body.error.field_errors)]).toEqual([422, ["fields"]]);
  expect(Object.keys((await setFields([{ ...company, kind: "number" }])).body.error.field_errors)).toEqual(["fields.0.kind"]);
  expect((await setFields([{ ...company, archived: true }])).body.fields).toMatchObject([
    { name: "company", archived: true, in_use: true },
  ]);
  expect((await list()).data[0]!.fields).toEqual({ company: "Acme" });
});

test("a choice that is no choice any more stays with those who chose it, and nobody else can choose it", async () => {
  const { agent, setFields, list } = await workspace();
  const size = { name: "size", label: "Size", kind: "choice" };
  await setFields([{ label: "Size", kind: "choice", choices: ["Small", "Large"] }]);
  const visit = await startConversation(target, agent);
  await say(visit, { fields: { size: "Large" } });
  await setFields([{ ...size, choices: ["Small"] }]);
  expect((await say(visit, { name: "Ann", fields: { size: "Large" } })).status).toBe(200);
  expect((await list()).data[0]!.fields).toEqual({ size: "Large" });
  expect((await say(await startConversation(target, agent), { fields: { size: "Large" } })).status).toBe(422);
});

test("new fields get names of their own, whatever they are called", async () => {
  const { setFields } = await workspace();
  const labels = ["Company", "company!", "名前", "Name", "Straße 12", "42", "Consent"];
  const { status, body } = await setFields(labels.map((label) => ({ label, kind: "text" })));
  expect(status).toBe(200);
  expect(body.fields.map(({ name }) => name)).toEqual(["company", "company_2", "field", "name_2", "stra_e_12", "field_2", "consent_2"]);
  expect(
    (
      await setFields([
        { label: "Size", kind: "text" },
        { label: "SIZE", kind: "text" },
      ])
    ).status,
  ).toBe(422);
});

test("leads are found by beginnings of words of what is known, filtered and sorted", async () => {
  const { agent, list, setFields, as } = await workspace();
  await setFields([{ label: "Company", kind: "text" }]);
  const people = [
    { name: "Ann Müller", email: "ann@example.com", fields: { company: "Zebra Works" } },
    { name: "bob", phone: "+49 30 123456" },
    { fields: { company: "Acme" } },
  ];
  for (const person of people) await say(await startConversation(target, agent), person);
  await say(await startTestChat(target, agent, as), { name: "Test person" });
  const found = async (query: string) => (await list(`?${query}`)).data.map(({ name, fields }) => name ?? fields["company"]);
  expect(await found("query=mull")).toEqual(["Ann Müller"]);
  expect(await found("query=zeb%20ann")).toEqual(["Ann Müller"]);
  expect(await found("query=4930123")).toEqual(["bob"]);
  expect(await found("query=zeb%20bob")).toEqual([]);
  expect(await found("query=%25")).toEqual([]);
  expect(await found("sort=name&test=false")).toEqual(["Ann Müller", "bob", "Acme"]);
  expect(await found("sort=-name&test=false")).toEqual(["bob", "Ann Müller", "Acme"]);
  expect(await found("sort=first_seen_at")).toEqual(["Ann Müller", "bob", "Acme", "Test person"]);
  expect(await found("reachable=email")).toEqual(["Ann Müller"]);
  expect(await found("reachable=phone")).toEqual(["bob"]);
  expect(await found("reachable=none&test=true")).toEqual(["Test person"]);
  expect((await list("?per_page=1&page=2")).data).toHaveLength(1);
});

test("who writes in a conversation was seen then", async () => {
  const { agent, list } = await workspace();
  const [first, second] = [await startConversation(target, agent), await startConversation(target, agent)];
  await say(first, { name: "First" });
  await say(second, { name: "Second" });
  await askAll(target, first, "Hello?");
  expect((await list("?sort=-last_seen_at")).data.map(({ name }) => name)).toEqual(["First", "Second"]);
});

test("a lead is changed by the team against the version that they saw, and is found by its new words alone", async () => {
  const { agent, list, path, as } = await workspace();
  await say(await startConversation(target, agent), { name: "Ann" });
  const [lead] = (await list()).data;
  const line = `PATCH ${path}/leads/${lead!.id}`;
  const changed = await call<Lead>(target, as, line, { name: "Beth", email: "beth@example.com" }, { "if-match": `"${lead!.version}"` });
  expect(changed.body).toMatchObject({ name: "Beth", email: "beth@example.com" });
  expect((await call(target, as, line, { name: "Cat" }, { "if-match": `"${lead!.version}"` })).status).toBe(409);
  expect((await list("?query=ann")).total).toBe(0);
  expect((await list("?query=beth")).total).toBe(1);
});

test("members change leads, and neither export nor erase them or set the retention; viewers read them", async () => {
  const { organization, agent, list, path } = await workspace();
  await say(await startConversation(target, agent), { name: "Ann" });
  const lead = `${path}/leads/${(await list()).data[0]!.id}`;
  const [member, viewer] = [await createMember(target, organization.id, "member"), await createMember(target, organization.id, "viewer")];
  const status = async (as: { cookie: string } | { key: string }, line: string, body?: object) =>
    (await call(target, as, line, body)).status;
  expect(await status(viewer, `GET ${lead}`)).toBe(200);
  expect(await status(viewer, `PATCH ${lead}`, { name: "X" })).toBe(403);
  expect(await status(member, `PATCH ${lead}`, { name: "X" })).toBe(200);
  for (const line of [`DELETE ${lead}`, `POST ${lead}/erase`, `GET ${lead}/file`, `GET ${path}/leads/file`])
    expect([line, await status(member, line, line.startsWith("GET") ? undefined : {})]).toEqual([line, 403]);
  expect(await status(member, `PUT ${path}/retention`, { days: 30 })).toBe(403);
  expect(await status(member, `PATCH ${path}/lead-fields`, { fields: [] })).toBe(200);
  const { key } = await createKey(target, organization.id, organization.owner.id, [
    "lead:read",
    "lead:export",
    "lead:update",
    "lead:delete",
  ]);
  expect((await call<LeadDetail>(target, { key }, `GET ${lead}`)).body.conversations).toBeNull();
  expect((await call<{ conversations: null }>(target, { key }, `GET ${lead}/file`)).body.conversations).toBeNull();
  expect(await status({ key }, `PATCH ${path}/lead-fields`, { fields: [] })).toBe(403);
});
