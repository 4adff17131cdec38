import { expect, test } from "vitest";
import { lookedThroughMax } from "#platform/search/plan-words.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createCustomRole,
  createMember,
  createOrganization,
  createProject,
  startConversation,
} from "#testing/factories.ts";
import { settle } from "#testing/many-organizations.ts";
import { pagesRead } from "#testing/page-reads.ts";
import { makeSearchable, runIndexing } from "#testing/search.ts";
import { addPassage, askAll, callAsVisitor } from "#testing/visitor.ts";
import type { ConversationPage } from "../contract.ts";

const target = useApp();
const query = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);

async function workspace() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const agent = await createAgent(target, organization, project);
  const path = `/v1/organizations/${organization.id}/projects/${project}`;
  const search = async (words: string, rest = "") =>
    (await call<ConversationPage>(target, organization.owner, `GET ${path}/conversations?query=${encodeURIComponent(words)}${rest}`)).body;
  return { organization, project, agent, path, search };
}
type Workspace = Awaited<ReturnType<typeof workspace>>;

/** Conversations a minute apart, of one message each; every one in `rare` says a word of its own. */
async function fill({ organization, project, agent }: Workspace, count: number, rare: readonly number[]): Promise<void> {
  await query(
    `insert into conversations (organization_id, id, project_id, agent_id, origin, last_message_at, message_count)
     select $1, 'cnv_' || lpad(n::text, 26, '0'), $2, $3, 'https://shop.example', '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute', 1
     from generate_series(1, $4::int) n`,
    [organization.id, project, agent, count],
  );
  await query(
    `insert into messages (organization_id, id, project_id, conversation_id, role, text)
     select $1, 'msg_' || lpad(n::text, 26, '0'), $2, 'cnv_' || lpad(n::text, 26, '0'), 'visitor',
       'How long does a parcel take?' || case when n = any($4::int[]) then ' Zebras' else '' end
     from generate_series(1, $3::int) n`,
    [organization.id, project, count, rare],
  );
  await makeSearchable(target, organization.id, "conversations");
  await settle(target.database.admin, ["conversations", "conversation_words"]);
}

test("a conversation is found by beginnings of words that visitor or agent said, all of them, in any message", async () => {
  const { organization, project, agent, search } = await workspace();
  await addPassage(
    target,
    organization.id,
    project,
    "Delivery",
    "Parcels arrive within three working days. Größen und Maße: 払い戻しの方法.",
  );
  const visitor = await startConversation(target, agent);
  await askAll(target, visitor, "Parcels: how long?");
  await askAll(target, visitor, "Wie heißt die Straße?");
  const elsewhere = await workspace();
  await askAll(target, await startConversation(target, elsewhere.agent), "Parcels: how long?");
  for (const words of ["parc", "LONG strass", "three work heis", "days 'parcels'"]) {
    expect([words, (await search(words)).data.map(({ id }) => id)]).toEqual([words, [visitor.conversation_id]]);
  }
  for (const words of ["arcels", "parcels umbrella", "%", "?!"]) expect([words, (await search(words)).total]).toEqual([words, 0]);
  expect(await search("parc how long three working days wie straße umbrella")).toMatchObject({ total: 1, left_out: ["umbrella"] });
});

test("a conversation is found by what its visitor said of themselves, by those who can read leads", async () => {
  const { organization, project, agent, path, search } = await workspace();
  const [visit, other] = [await startConversation(target, agent), await startConversation(target, agent)];
  for (const one of [visit, other]) await askAll(target, one, "How long does a parcel take?");
  expect((await callAsVisitor(target, visit, "PATCH /lead", { name: "Vera Lindqvist", email: "vera@example.com" })).status).toBe(200);
  for (const words of ["vera lind", "lindqvist", "vera@example.com"])
    expect([words, (await search(words)).data.map(({ id }) => id)]).toEqual([words, [visit.conversation_id]]);
  expect((await search("parcel")).total).toBe(2);
  expect((await search("vera zebra")).total).toBe(0);
  const role = await createCustomRole(target, organization.id, ["conversation:read", "project:read"]);
  const reader = await createMember(target, organization.id, role);
  const unseen = await call<ConversationPage>(target, reader, `GET ${path}/conversations?query=lindqvist`);
  expect([unseen.status, unseen.body.total]).toEqual([200, 0]);
  const elsewhere = await createProject(target, organization.id, organization.owner.id);
  expect(elsewhere).not.toBe(project);
  const path2 = `/v1/organizations/${organization.id}/projects/${elsewhere}`;
  expect((await call<ConversationPage>(target, organization.owner, `GET ${path2}/conversations?query=lindqvist`)).body.total).toBe(0);
});

test("with a conversation, its project or its agent, its words go", async () => {
  const { organization, agent, path } = await workspace();
  await askAll(target, await startConversation(target, agent), "Parcels: how long?");
  const words = async () => (await query("select from conversation_words where organization_id = $1", [organization.id])).rowCount;
  expect(await words()).toBeGreaterThan(2);
  await call(target, organization.owner, `DELETE ${path}`);
  expect(await words()).toBe(0);
});

test("what was said before there was an index is searched as far back as it is in it, and then all", async () => {
  const filled = await workspace();
  const { organization, search } = filled;
  await fill(filled, 450, [1, 440]);
  await query("delete from conversation_words where organization_id = $1", [organization.id]);
  await query("insert into search_backlogs (organization_id, kind) values ($1, 'conversations')", [organization.id]);
  expect(await search("zebra")).toMatchObject({ total: 0, indexing: true });
  let looks = 0;
  const cut = { throwIfAborted: () => void (looks++ === 1 && expect.fail("cut off")) } as AbortSignal;
  await expect(runIndexing(target, "conversations", cut)).rejects.toThrow("cut off");
  expect(await search("zebra")).toMatchObject({ total: 1, indexing: true, searched_from: expect.any(String) });
  await runIndexing(target, "conversations");
  expect(await search("zebra")).toMatchObject({ total: 2, indexing: false, searched_from: null });
});

test("a rare word is read from as many pages among 20,000 conversations as among 6,000; frequent ones are looked for in the newest", async () => {
  const [few, many] = [await workspace(), await workspace()];
  await fill(few, 6_000, [3, 900]);
  await fill(many, 20_000, [3, 900]);
  expect((await many.search("zebra parcel")).data.map(({ id }) => id.slice(-4))).toEqual(["0900", "0003"]);
  const login = { ...target.database.server, user: target.platform.database.roles.login };
  const readBy = async ({ search }: Workspace) =>
    Object.values(await pagesRead(login, () => search("zebra parcel"))).reduce((sum, pages) => sum + pages, 0);
  expect(await readBy(many)).toBeLessThan((await readBy(few)) * 1.1 + 20);
  expect(await many.search("parcel take")).toMatchObject({ total: lookedThroughMax, searched_from: expect.stringMatching(/^2026-01-/) });
}, 120_000);
