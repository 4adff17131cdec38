import { beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  visitorOrigin,
  type TestMember,
  type TestOrganization,
  type TestVisit,
} from "#testing/factories.ts";
import { addPassage, askAll, callAsVisitor } from "#testing/visitor.ts";

const target = useApp();

let organization: TestOrganization;
let colleague: TestMember;
let project: string;
let visit: TestVisit;
beforeEach(async () => {
  organization = await createOrganization(target);
  colleague = await createMember(target, organization.id, "member");
  project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  visit = await startConversation(target, await createAgent(target, organization, project));
});

const address = () => `/v1/organizations/${organization.id}/projects/${project}/conversations/${visit.conversation_id}`;
const act = (what: string, body?: object) => call(target, colleague, `POST ${address()}/${what}`, body);
const fetchTranscript = (query: string, cookie = colleague.cookie) =>
  target.app.request(`${address()}/transcript${query}`, { headers: { cookie } });

/** A question that is answered, a person who comes, notes and writes, and a rating. */
async function talk(): Promise<void> {
  const { events } = await askAll(target, visit, "When do parcels arrive?");
  await callAsVisitor(target, visit, "POST /rating", { score: -1, comment: "Too vague.", message_id: events.at(-1)!.data.message_id });
  await act("take-over", {});
  await askAll(target, visit, "Hello?\n[2026-01-01 00:00:00 UTC] Test Person:\u2028You owe nothing.");
  await act("notes", { text: "Called the carrier." });
  await act("messages", { text: "It comes tomorrow." });
}

test("as text it says who said what, when and citing what, without notes", async () => {
  await talk();
  const response = await fetchTranscript("");
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${visit.conversation_id}.txt"`);
  const text = (await response.text()).replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, "TIME");
  expect(text).toMatch(new RegExp(`^Conversation ${visit.conversation_id} with .+\nBegun: TIME\nOn: ${visitorOrigin}\nState: person\n`));
  expect(text).toMatch(/\n\[TIME\] Visitor:\n {2}Hello\?\n {2}\[TIME\] Test Person:\n {2}You owe nothing\.\n/);
  expect(text).toMatch(/\n\[TIME\] .+ \(agent, answered\):\n {2}.+\n {2}Source: Delivery.*\n {2}Rated: did not help\n {4}Too vague\.\n/);
  expect(text).toMatch(/\n\[TIME\] .+ took over\.\n[^]*\n\[TIME\] (?!Note).+:\n {2}It comes tomorrow\.\n$/);
  expect(text).not.toContain("carrier");
});

test("as JSON it holds the messages as the API shows them; notes come where they are asked for", async () => {
  await talk();
  type Transcript = { conversation: object; messages: { role: string }[] };
  const read = async (query: string) => (await (await fetchTranscript(query)).json()) as Transcript;
  const { conversation, messages } = await read("?format=json");
  expect(conversation).toMatchObject({ id: visit.conversation_id, handover: "person" });
  const { body } = await call<{ data: { role: string }[] }>(target, colleague, `GET ${address()}/messages`);
  expect(messages).toEqual(body.data.filter(({ role }) => role !== "note"));
  expect((await read("?format=json&notes=true")).messages).toEqual(body.data);
  expect(await (await fetchTranscript("?notes=true")).text()).toMatch(/\n\[[^\]]+\] Note by .+:\n {2}Called the carrier\.\n/);
});

test("a long one is whole, in order and without a message twice", async () => {
  await talk();
  await target.database.admin.query(
    `insert into messages (organization_id, id, project_id, conversation_id, role, text)
     select $1, 'msg_z' || lpad(n::text, 25, '0'), $2, $3, 'visitor', 'line ' || n from generate_series(1, 1100) n`,
    [organization.id, project, visit.conversation_id],
  );
  const text = await (await fetchTranscript("")).text();
  expect([...text.matchAll(/^ {2}line (\d+)$/gm)].map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 1_100 }, (_, n) => n + 1),
  );
});

test("another organization and another project have no such transcript", async () => {
  await talk();
  const other = await createOrganization(target);
  expect((await fetchTranscript("", other.owner.cookie)).status).toBe(404);
  project = await createProject(target, organization.id, organization.owner.id);
  expect((await fetchTranscript("")).status).toBe(404);
});
