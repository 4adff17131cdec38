import Papa from "papaparse";
import { expect, test } from "vitest";
import type { ProductEvent } from "#platform/events.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createOrganization,
  createProject,
  finishExport,
  formOf,
  startConversation,
  type TestVisit,
} from "#testing/factories.ts";
import { runQueued } from "#testing/run-job.ts";
import { addPassage, askAll, callAsVisitor } from "#testing/visitor.ts";
import type { Conversation, ConversationPage } from "#features/conversations/contract.ts";
import type { Export } from "#features/exports/contract.ts";
import type { LeadPage } from "../contract.ts";
import { sweepRetention } from "./sweep-retention.ts";

const target = useApp();
const query = async (text: string, values: unknown[] = []) => (await target.database.admin.query(text, values)).rows;

async function workspace() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const agent = await createAgent(target, organization, project);
  const base = `/v1/organizations/${organization.id}`;
  const path = `${base}/projects/${project}`;
  const as = organization.owner;
  const leads = async () => (await call<LeadPage>(target, as, `GET ${path}/leads`)).body.data;
  const conversations = async () => (await call<ConversationPage>(target, as, `GET ${path}/conversations`)).body.data;
  return { organization, project, agent, base, path, as, leads, conversations };
}

const say = (visit: TestVisit, body: object) => callAsVisitor(target, visit, "PATCH /lead", body);

/** Every value of every column of every table that holds one of these texts, as `table.column`. */
async function placesOf(texts: readonly string[]): Promise<string[]> {
  const columns = await query(
    `select format('%I.%I', c.table_schema, c.table_name) as table, c.column_name as column from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema in ('app', 'jobs') and t.table_type = 'BASE TABLE'`,
  );
  const places: string[] = [];
  for (const { table, column } of columns) {
    const [{ count }] = await query(`select count(*) from ${table} where lower("${column}"::text) like any ($1)`, [
      texts.map((text) => `%${text.toLowerCase()}%`),
    ]);
    if (Number(count) > 0) places.push(`${table}.${column}`);
  }
  return places;
}

async function sweep(): Promise<void> {
  const { platform } = target;
  await sweepRetention.run({ platform: target.served, log: platform.log, signal: new AbortController().signal });
}

test("an erasure leaves nothing of a visitor in any table, and the figures of what they used", async () => {
  const { organization, project, agent, path, as, leads, conversations } = await workspace();
  await call(target, as, `PATCH ${path}/lead-fields`, { fields: [{ label: "Company", kind: "text" }] });
  await addPassage(target, organization.id, project, "Delivery", "Delivery takes three days.");
  const [visit, other] = [await startConversation(target, agent), await startConversation(target, agent)];
  await say(visit, { name: "Zenobia Quux", email: "zenobia@quux.example", phone: "+49 30 9988776", fields: { company: "Quuxworks" } });
  await askAll(target, visit, "Does the flibbertigibbet ship to Quuxland?");
  await call(target, as, `POST ${path}/unanswered-questions/settle`, {
    question: "Does the flibbertigibbet ship to Quuxland?",
    state: "dismissed",
  });
  await say(other, { name: "Somebody else" });
  await askAll(target, other, "How long does delivery take?");
  const texts = ["zenobia", "quux", "flibbertigibbet", "9988776"];
  expect((await placesOf(texts)).length).toBeGreaterThan(6);
  const usage = await query("select sum(quantity) from usage_events where organization_id = $1", [organization.id]);

  const lead = (await leads()).find(({ name }) => name === "Zenobia Quux")!;
  // A repeated change: its answer is kept for a day, and must not hold the lead.
  await call(target, as, `PATCH ${path}/leads/${lead.id}`, { phone: "+49 30 9988776 1" }, { "idempotency-key": "once" });
  // And so are those of what the team did and wrote.
  const chat = `${path}/conversations/${visit.conversation_id}`;
  for (const [line, body] of [
    [`POST ${chat}/take-over`, {}],
    [`POST ${chat}/messages`, { text: "Hello Zenobia." }],
    [`POST ${chat}/notes`, { text: "Zenobia called." }],
    [`PATCH ${chat}`, { tags: ["shipping"] }],
    [`POST ${path}/unanswered-questions/settle`, { question: "Does the flibbertigibbet ship to Quuxland?", state: "open" }],
  ] as const)
    expect((await call(target, as, line, body, { "idempotency-key": line })).status, line).toBeLessThan(300);
  const erased = await call(target, as, `POST ${path}/leads/${lead.id}/erase`, {});
  expect([erased.status, erased.body]).toEqual([200, { conversations: 1, messages: 5 }]);
  expect(await placesOf(texts)).toEqual([]);
  expect((await leads()).map(({ name }) => name)).toEqual(["Somebody else"]);
  expect((await conversations()).map(({ id }) => id)).toEqual([other.conversation_id]);
  expect(await query("select sum(quantity) from usage_events where organization_id = $1", [organization.id])).toEqual(usage);
});

test("files of conversations are in the export of a lead, and go by its erasure and by retention", async () => {
  const { organization, project, agent, path, as, leads } = await workspace();
  const sendFile = async (visit: TestVisit, bytes: string) => {
    const { body } = await callAsVisitor<{ id: string }>(target, visit, "POST /attachments", formOf({ name: "letter.txt", bytes }));
    await askAll(target, visit, "", { attachments: [body.id] });
    return body.id;
  };
  const [erased, old] = [await startConversation(target, agent), await startConversation(target, agent)];
  await say(erased, { name: "Ann" });
  const letter = "Dear all, parcel 7 is missing. ".repeat(9_000);
  await sendFile(erased, letter);
  await sendFile(old, "An old letter.");
  const [lead] = await leads();
  type Exported = { conversations: { messages: { attachments: { name: string; content: string }[] }[] }[] };
  const { body } = await call<Exported>(target, as, `GET ${path}/leads/${lead!.id}/file`);
  const [file] = body.conversations[0]!.messages[0]!.attachments;
  expect([file!.name, Buffer.from(file!.content, "base64").toString()]).toEqual(["letter.txt", letter]);

  await call(target, as, `POST ${path}/leads/${lead!.id}/erase`, {});
  await call(target, as, `PUT ${path}/retention`, { days: 1 });
  expect(await query("select conversation_id from attachments where organization_id = $1", [organization.id])).toEqual([
    { conversation_id: old.conversation_id },
  ]);
  await query("update conversations set last_message_at = now() - interval '2 days' where project_id = $1", [project]);
  await sweep();
  await runQueued(target, /^attachment\./);
  expect(await query("select id from attachments where organization_id = $1", [organization.id])).toEqual([]);
  const left: string[] = [];
  for await (const { key } of target.platform.storage.list(organization.id)) left.push(key);
  expect(left.filter((key) => key.includes("/att_"))).toEqual([]);
  const [stored] = await query("select sum(quantity) from usage_events where organization_id = $1 and kind = 'bytes_stored'", [
    organization.id,
  ]);
  expect(Number(stored.sum)).toBe(0);
});

test("what is deleted with a lead alone leaves the conversation", async () => {
  const { agent, path, as, leads, conversations } = await workspace();
  const visit = await startConversation(target, agent);
  await say(visit, { name: "Ann" });
  await askAll(target, visit, "How long?");
  expect((await call(target, as, `DELETE ${path}/leads/${(await leads())[0]!.id}`)).status).toBe(204);
  expect(await leads()).toEqual([]);
  expect((await conversations()).map(({ opening }) => opening)).toEqual(["How long?"]);
});

test("neither the audit log nor an event holds a text, a name or an address, whatever is done with a lead", async () => {
  const events: ProductEvent[] = [];
  const end = target.platform.events.listen((event) => void events.push(event));
  const { organization, agent, path, base, as, leads } = await workspace();
  await call(target, as, `PATCH ${path}/lead-fields`, { fields: [{ label: "Company", kind: "text" }] });
  await call(target, as, `PUT ${path}/retention`, { days: 1 });
  const consent = "Xylophone sentence.";
  await call(target, as, `PUT ${path}/agents/${agent}/lead-form`, {
    mode: "before",
    fields: [{ field: "company", required: false }],
    consent_sentence: consent,
  });
  const [first, second, third] = [
    await startConversation(target, agent),
    await startConversation(target, agent),
    await startConversation(target, agent),
  ];
  for (const visit of [first, second, third]) {
    await say(visit, {
      name: "Xavier Xylo",
      email: "xavier@xylo.example",
      phone: "+49 30 5544332",
      fields: { company: "Xyloworks" },
      consent,
      form: true,
    });
    await askAll(target, visit, "Is the xylophone in tune?");
  }
  const [one, two] = await leads();
  await call(target, as, `PATCH ${path}/leads/${one!.id}`, { name: "Xavier Xylander", fields: { company: "Xylem" }, consent: null });
  await call(target, as, `GET ${path}/leads/file?query=xavi`);
  await call(target, as, `GET ${path}/leads/${one!.id}/file`);
  await call(target, as, `POST ${path}/leads/${one!.id}/erase`, {});
  await call(target, as, `DELETE ${path}/leads/${two!.id}`);
  await query(
    "update conversations set last_message_at = now() - interval '2 days', last_used_at = now() - interval '2 days' where organization_id = $1",
    [organization.id],
  );
  await query("update leads set last_seen_at = now() - interval '2 days' where organization_id = $1", [organization.id]);
  await sweep();
  end();
  const entries = await query("select action, e::text as text from audit_entries e where organization_id = $1 order by id", [
    organization.id,
  ]);
  expect(entries.map(({ action }) => action).filter((action) => /^(lead|retention)\./.test(action))).toEqual([
    "lead.update_fields",
    "retention.set",
    "lead.set_form",
    "lead.update",
    "lead.export",
    "lead.export_one",
    "lead.erase",
    "lead.delete",
    "retention.apply",
  ]);
  expect(events.map(({ name }) => name)).toEqual(expect.arrayContaining(["lead.receive", "lead.update", "lead.erase", "retention.apply"]));
  // No id is spelt so: they have neither an i nor an l.
  expect(entries.filter(({ text }) => /xavi|xyl|5544332/i.test(text))).toEqual([]);
  expect(JSON.stringify(events)).not.toMatch(/xavi|xyl|5544332/i);
  expect(await query("select word from audit_words where organization_id = $1 and word ~ 'xavi|xyl'", [organization.id])).toEqual([]);
  const { body } = await call<{ data: { sentence: string }[] }>(target, as, `GET ${base}/audit-entries?action=lead`);
  expect(body.data.map(({ sentence }) => sentence)).toEqual([
    "Test Person deleted a lead.",
    "Test Person erased a lead with 1 conversation and 2 messages.",
    "Test Person exported everything of a lead, with 1 conversation.",
    "Test Person exported leads as CSV.",
    "Test Person changed name, company and consent of a lead.",
    "Test Person changed the lead form of the chat agent “Assistant”: mode from “off” to “before”, fields to “company” and consent sentence from “none” to “19 characters”.",
    "Test Person changed the fields of the leads of the project “Help centre” to “company”.",
  ]);
});

test("after so many days the texts and the lead go, and the figures stay; others keep theirs", async () => {
  const { organization, project, agent, path, as, leads, conversations } = await workspace();
  await addPassage(target, organization.id, project, "Delivery", "Delivery takes three days.");
  const [old, fresh] = [await startConversation(target, agent), await startConversation(target, agent)];
  const empty = await startConversation(target, agent);
  for (const visit of [old, fresh, empty]) await say(visit, { name: "Ann" });
  const { events } = await askAll(target, old, "How long does the wombat take?");
  for (const about of [{}, { message_id: events.at(-1)!.data.message_id }])
    await callAsVisitor(target, old, "POST /rating", { score: -1, comment: "No word of my wombat.", ...about });
  await askAll(target, fresh, "How long does delivery take?");
  await call(target, as, `POST ${path}/unanswered-questions/settle`, { question: "Wombat, when?", state: "dismissed" });
  const age = async (ids: string[], days: number) => {
    await query(
      "update conversations set created_at = now() - $2 * interval '1 day', last_used_at = now() - $2 * interval '1 day', last_message_at = last_message_at - $2 * interval '1 day' where id = any($1)",
      [ids, days],
    );
    await query(
      "update leads set last_seen_at = now() - $2 * interval '1 day' where id in (select lead_id from lead_conversations where conversation_id = any($1))",
      [ids, days],
    );
  };
  await age([old.conversation_id, empty.conversation_id], 31);
  await age([fresh.conversation_id], 29);
  await query("update settled_questions set settled_at = now() - interval '31 days' where organization_id = $1", [organization.id]);
  await sweep();
  expect(await leads()).toHaveLength(3);
  await call(target, as, `PUT ${path}/retention`, { days: 30 });
  await sweep();
  expect(await leads()).toHaveLength(1);
  const listed = await conversations();
  expect(listed.map(({ id, opening, message_count, texts_removed_at }) => [id, opening, message_count, texts_removed_at !== null])).toEqual(
    [
      [fresh.conversation_id, "How long does delivery take?", 2, false],
      [old.conversation_id, "", 2, true],
    ],
  );
  expect(listed[1]).toMatchObject({ outcome: "declined", rating: { score: -1, comment: null } });
  expect((await placesOf(["wombat"])).filter((place) => !place.startsWith("jobs."))).toEqual([]);
  expect(await query("select 1 from conversations where id = $1", [empty.conversation_id])).toEqual([]);
  const count = async () =>
    (await query("select count(*) from audit_entries where organization_id = $1 and action = 'retention.apply'", [organization.id]))[0]
      .count;
  expect(Number(await count())).toBe(1);
  await sweep();
  expect(Number(await count())).toBe(1);
});

test("what is said in a conversation after its texts were removed goes in its turn", async () => {
  const { agent, path, as, conversations } = await workspace();
  const visit = await startConversation(target, agent);
  await askAll(target, visit, "First?");
  await call(target, as, `PUT ${path}/retention`, { days: 1 });
  const age = () =>
    query("update conversations set last_message_at = last_message_at - interval '2 days' where id = $1", [visit.conversation_id]);
  await age();
  await sweep();
  await query("update conversations set texts_removed_at = texts_removed_at - interval '3 days' where id = $1", [visit.conversation_id]);
  await askAll(target, visit, "Second?");
  await sweep();
  expect(
    (await query("select text from messages where conversation_id = $1 and role = 'visitor' order by id", [visit.conversation_id])).map(
      ({ text }) => text,
    ),
  ).toEqual(["", "Second?"]);
  await age();
  await sweep();
  expect(
    (await query("select distinct text from messages where conversation_id = $1", [visit.conversation_id])).map(({ text }) => text),
  ).toEqual([""]);
  expect((await conversations())[0]).toMatchObject({ message_count: 4 } satisfies Partial<Conversation>);
});

test("a question whose text is removed is no unanswered question", async () => {
  const { agent, path, as, organization } = await workspace();
  await askAll(target, await startConversation(target, agent), "Where is the wombat?");
  await call(target, as, `PUT ${path}/retention`, { days: 1 });
  await query("update conversations set last_message_at = now() - interval '2 days' where organization_id = $1", [organization.id]);
  await sweep();
  expect((await call<{ total: number }>(target, as, `GET ${path}/unanswered-questions`)).body.total).toBe(0);
});

test("a visitor's everything is one JSON document, and nothing of what the team noted for itself", async () => {
  const { agent, path, as, leads } = await workspace();
  const visit = await startConversation(target, agent);
  await say(visit, { name: 'Ann "Quote" Example' });
  const { events } = await askAll(target, visit, "First?");
  const answerId = events.at(-1)!.data.message_id;
  await callAsVisitor(target, visit, "POST /rating", { score: 1, comment: "Good so far." });
  await callAsVisitor(target, visit, "POST /rating", { score: -1, comment: "Not this one.", message_id: answerId });
  await call(target, as, `POST ${path}/conversations/${visit.conversation_id}/notes`, { text: "Rude on the phone." });
  await askAll(target, visit, "Second?");
  const { status, body, headers } = await call<{
    lead: object;
    conversations: { id: string; rating: object; messages: { id: string; text: string; role: string; rating: object | null }[] }[];
  }>(target, as, `GET ${path}/leads/${(await leads())[0]!.id}/file`);
  expect([status, headers.get("content-disposition")]).toEqual([200, expect.stringMatching(/^attachment; filename="lead-led_\w+\.json"$/)]);
  expect(body.lead).toMatchObject({ name: 'Ann "Quote" Example', fields: {}, consent: null });
  expect(body.conversations.map(({ id }) => id)).toEqual([visit.conversation_id]);
  expect(body.conversations[0]!.messages.filter(({ role }) => role === "visitor").map(({ text }) => text)).toEqual(["First?", "Second?"]);
  expect(body.conversations[0]!.rating).toMatchObject({ score: 1, comment: "Good so far." });
  expect(body.conversations[0]!.messages.find(({ id }) => id === answerId)!.rating).toMatchObject({ score: -1, comment: "Not this one." });
  expect(JSON.stringify(body)).not.toContain("Rude");
});

test("the CSV file has a line for each lead, whatever their number, and what a spreadsheet would take for a formula is text", async () => {
  const { organization, project, agent, path, as } = await workspace();
  await call(target, as, `PATCH ${path}/lead-fields`, {
    fields: [
      { label: "=Company", kind: "text" },
      { label: "Customer", kind: "boolean" },
    ],
  });
  await say(await startConversation(target, agent), {
    name: "=cmd|'/C calc'!A0",
    phone: "+49 30 123456",
    fields: { company: "@SUM(A1)", customer: true },
  });
  await query(
    `insert into leads (organization_id, id, project_id, name, test)
     select $1, 'led_' || lpad(n::text, 26, '0'), $2, 'Lead ' || n, false from generate_series(1, 1200) n`,
    [organization.id, project],
  );
  const { body, headers } = await call<string>(target, as, `GET ${path}/leads/file`);
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="leads-\d{4}-\d\d-\d\d\.csv"$/);
  const rows = Papa.parse<Record<string, string>>(body.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: true }).data;
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1_201);
  expect(rows[0]).toMatchObject({
    name: "'=cmd|'/C calc'!A0",
    phone: "'+49 30 123456",
    "'=Company": "'@SUM(A1)",
    Customer: "yes",
    test: "no",
  });
  const some = await call<string>(target, as, `GET ${path}/leads/file?reachable=phone`);
  expect(some.body.trim().split("\r\n")).toHaveLength(2);
});

test("archives that were made before an erasure are marked, and are gone within a week of it; later ones are not marked", async () => {
  const { organization, agent, path, base, as, leads } = await workspace();
  const start = async () => (await call<Export>(target, as, `POST ${base}/exports`, {})).body;
  const marks = async () =>
    (await call<{ data: Export[] }>(target, as, `GET ${base}/exports`)).body.data.map(({ id, holds_erased }) => [id, holds_erased]);
  const earlier = await start();
  await finishExport(target, organization.id, earlier.id);
  const visit = await startConversation(target, agent);
  await say(visit, { name: "Ann" });
  const lead = (await leads())[0]!;
  await call(target, as, `PATCH ${path}/leads/${lead.id}`, { name: "Beth" });
  expect(await marks()).toEqual([[earlier.id, false]]);
  await call(target, as, `POST ${path}/leads/${lead.id}/erase`, {});
  const later = await start();
  await query("update exports set created_at = created_at + interval '11 minutes' where id = $1", [later.id]);
  expect((await call<Export>(target, as, `GET ${base}/exports/${earlier.id}`)).body.holds_erased).toBe(true);
  expect(await marks()).toEqual([
    [later.id, false],
    [earlier.id, true],
  ]);
  await runQueued(target, /^export\.make$/);
  const [made] = await query("select status, expires_at < updated_at + interval '7 days' as counts_from_begin from exports where id = $1", [
    later.id,
  ]);
  expect(made).toEqual({ status: "ready", counts_from_begin: true });
});
