import { beforeEach, expect, test } from "vitest";
import type { Visitor } from "#features/leads/contract/visitor.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createOrganization,
  createProject,
  startConversation,
  visitorOrigin,
  type TestOrganization,
} from "#testing/factories.ts";
import { askAll, callAsVisitor } from "#testing/visitor.ts";
import { removeTexts } from "../remove-texts.ts";

const target = useApp();
let organization: TestOrganization;
let project: string;
let agent: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  agent = await createAgent(target, organization, project);
});

type Visit = Awaited<ReturnType<typeof startConversation>>;
const path = (rest: string) => `/v1/organizations/${organization.id}/projects/${project}${rest}`;
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
const known = async ({ conversation_id: id }: Visit) =>
  (await call<Visitor>(target, organization.owner, `GET ${path(`/conversations/${id}/visitor`)}`)).body;
const tell = (visit: Visit, body: object, userAgent = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0") =>
  call(target, null, `POST /widget/v1/conversations/${visit.conversation_id}/visit`, body, {
    origin: visitorOrigin,
    authorization: `Bearer ${visit.visitor_token}`,
    "user-agent": userAgent,
  });

async function talk(browser: string | null, email?: string): Promise<Visit> {
  const visit = await startConversation(target, agent);
  await askAll(target, visit, "When do parcels arrive?");
  if (browser) expect((await tell(visit, { browser_id: browser.repeat(16) })).status).toBe(204);
  if (email) await callAsVisitor(target, visit, "PATCH /lead", { email });
  return visit;
}

test("the team reads device, language, page and referrer in words, without what is behind a question mark or a hash", async () => {
  const visit = await talk(null);
  await tell(visit, {
    page: "https://shop.example/lamps?session=secret#top",
    referrer: "https://search.example/find?q=lamps",
    language: "pt-BR",
  });
  expect(await known(visit)).toMatchObject({
    browser: "Firefox",
    system: "Windows",
    language: "pt-BR",
    page: "https://shop.example/lamps",
    referrer: "https://search.example/find",
    earlier: [],
  });
  await tell(visit, { page: "https://shop.example/orders", referrer: "https://shop.example/lamps" });
  expect(await known(visit)).toMatchObject({ page: "https://shop.example/orders", referrer: "https://search.example/find" });
  const { rows } = await sql("select v::text as row from visits v where organization_id = $1", [organization.id]);
  expect(rows[0].row).not.toMatch(/secret|Mozilla|Gecko/);
});

test.each([
  [{ page: "javascript:alert(1)" }, { page: null }],
  [
    { page: "data:text/html,x", referrer: "file:///etc/passwd" },
    { page: null, referrer: null },
  ],
  [{ page: `https://shop.example/${"a".repeat(3_000)}` }, { page: `https://shop.example/${"a".repeat(479)}` }],
  [{ page: "https://user:password@shop.example/x" }, { page: "https://shop.example/x" }],
  [{ language: "<b>x</b>" }, { language: null }],
  [{ page: "" }, { page: null }],
])("of %j is kept %j", async (told, kept) => {
  const visit = await talk(null);
  expect((await tell(visit, told)).status).toBe(204);
  expect(await known(visit)).toMatchObject(kept);
});

test("an id that is none is refused, and before the first message nothing is kept", async () => {
  const visit = await startConversation(target, agent);
  expect((await tell(visit, { browser_id: "short" })).status).toBe(422);
  expect((await tell(visit, { page: visitorOrigin })).status).toBe(204);
  expect((await sql("select from visits where organization_id = $1", [organization.id])).rowCount).toBe(0);
});

test("the same browser is the same visitor, a confirmed address too; one that was merely typed is said to be that", async () => {
  const first = await talk("a", "ann@example.com");
  const again = await talk("a");
  const typed = await talk("b", "ann@example.com");
  const [stranger] = [await talk("c", "bea@example.com")];
  const links = async (visit: Visit) => Object.fromEntries((await known(visit)).earlier.map(({ id, known_by }) => [id, known_by]));
  expect(await links(first)).toEqual({ [again.conversation_id]: "browser", [typed.conversation_id]: "same_address" });
  expect(await links(again)).toEqual({ [first.conversation_id]: "browser" });
  expect(await links(stranger)).toEqual({});
  await sql("update leads set email_proven_at = now() where organization_id = $1 and email = 'ann@example.com'", [organization.id]);
  expect(await links(typed)).toEqual({ [first.conversation_id]: "proven_address" });
  const other = await createProject(target, organization.id, organization.owner.id);
  const elsewhere = await startConversation(target, await createAgent(target, organization, other));
  await askAll(target, elsewhere, "Hello there, a question");
  await tell(elsewhere, { browser_id: "a".repeat(16) });
  expect(Object.keys(await links(first))).not.toContain(elsewhere.conversation_id);
});

test("an erasure takes the conversations of the same browser along, but none of somebody else, and an export holds them", async () => {
  const [first, again, other] = [await talk("a", "ann@example.com"), await talk("a"), await talk("a", "bea@example.com")];
  const { rows } = await sql("select lead_id from lead_conversations where organization_id = $1 and conversation_id = $2", [
    organization.id,
    first.conversation_id,
  ]);
  const lead = path(`/leads/${rows[0].lead_id}`);
  const file = await call<{ conversations: { id: string; browser: string }[] }>(target, organization.owner, `GET ${lead}/file`);
  expect(file.body.conversations.map(({ id, browser }) => [id, browser])).toEqual(
    [first, again].map(({ conversation_id }) => [conversation_id, "Firefox"]),
  );
  const erased = await call(target, organization.owner, `POST ${lead}/erase`, {});
  expect(erased.body).toMatchObject({ conversations: 2 });
  const left = await sql("select conversation_id from visits where organization_id = $1", [organization.id]);
  expect(left.rows).toEqual([{ conversation_id: other.conversation_id }]);
});

test("retention removes it with the texts", async () => {
  await talk("a");
  const later = new Date(Date.now() + 60_000);
  await target.platform.database.transaction({ kind: "tenant", organizationId: organization.id }, "write", ({ db }) =>
    removeTexts({ db, send: async () => {} }, { organizationId: organization.id, projectId: project }, later, 10),
  );
  expect((await sql("select from visits where organization_id = $1", [organization.id])).rowCount).toBe(0);
});
