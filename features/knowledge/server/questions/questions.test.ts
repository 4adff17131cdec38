import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { makeSearchable } from "#testing/search.ts";
import { replaceDocuments } from "../save-passages.ts";
import { searchPassages } from "../search-passages.ts";
import { saveQuestions } from "./save-questions.ts";

const target = useApp();

const refunds = { headings: ["Refunds"], text: "Customers are reimbursed in full within fourteen days of the return." };
const passages = [
  refunds,
  { headings: ["Shipping"], text: "Parcels leave the warehouse on Mondays and Thursdays." },
  { headings: ["Money"], text: "Prices are in euros. Money orders are not taken." },
];
const query = "How do I get my money back?";

async function setUp() {
  const { id, owner } = await createOrganization(target);
  const projectId = await createProject(target, id, owner.id);
  const document = await addDocument(target, id, projectId, { title: "Terms", passages });
  const within = <T>(run: (db: Parameters<typeof saveQuestions>[0]) => Promise<T>) =>
    target.platform.database.transaction({ kind: "tenant", organizationId: id }, "write", ({ db }) => run(db));
  const chunk = Number(document.chunk_ids[0]);
  return {
    ...document,
    id,
    owner,
    projectId,
    within,
    chunk,
    search: (asked = query) => within((db) => searchPassages(db, { organizationId: id, projectId }, asked, 5)),
    save: (questions: string[]) => within((db) => saveQuestions(db, id, chunk, questions)),
    count: async (table: string) => (await target.database.admin.query(`select from ${table} where organization_id = $1`, [id])).rowCount,
  };
}

test("a passage is found by a question whose words it lacks, and says what it said before", async () => {
  const { search, save, chunk } = await setUp();
  expect((await search()).map(({ chunk_id }) => chunk_id)).not.toContain(String(chunk));
  expect(await save(["How do I get my money back?", "When is my payment sent?"])).toBe(true);
  const [first] = await search();
  expect(first).toMatchObject({ chunk_id: String(chunk), text: refunds.text, headings: refunds.headings });
  // A question in words that no text of the project has.
  expect((await search("payment sent?")).map(({ chunk_id }) => chunk_id)).toEqual([String(chunk)]);
});

test("questions change neither what ranking knows of the texts nor how others are found", async () => {
  const { search, save, id } = await setUp();
  const facts = async () =>
    (
      await target.database.admin.query(
        "select chunk_count, term_count, (select count(*) from postings where organization_id = $1) postings from document_lengths where organization_id = $1",
        [id],
      )
    ).rows;
  const before = [await facts(), await search("When do parcels leave the warehouse?")];
  await save(["How do I get my money back?"]);
  expect([await facts(), await search("When do parcels leave the warehouse?")]).toEqual(before);
});

test("questions are kept once, and other organizations and projects find nothing by them", async () => {
  const [one, other] = [await setUp(), await setUp()];
  const beside = await createProject(target, one.id, one.owner.id);
  const { chunk_ids } = await addDocument(target, one.id, beside, { title: "Terms", passages });
  await one.within((db) => saveQuestions(db, one.id, Number(chunk_ids[2]), ["Which currency?"]));
  await one.save(["Do you repay?"]);
  expect(await one.save(["Do you repay me twice?"])).toBe(false);
  expect(await one.search("Do you repay?")).toHaveLength(1);
  expect(await other.search("Do you repay?")).toEqual([]);
  expect(await one.within((db) => searchPassages(db, { organizationId: one.id, projectId: beside }, "Do you repay?", 5))).toEqual([]);
  expect(await other.within((db) => saveQuestions(db, other.id, one.chunk, ["Do you repay?"]))).toBe(false);
});

test("they stay with a passage that is read again as it was, and go with one whose text has changed, and with the source", async () => {
  const { id, projectId, source_id, document_id, within, save, search, count } = await setUp();
  await save(["How do I get my money back?"]);
  const read = (from: string, texts: { headings: string[]; text: string }[]) =>
    within((db) => replaceDocuments(db, [from], { organization_id: id, project_id: projectId, source_id, title: "Terms" }, texts));
  const second = await read(document_id, passages);
  expect((await search())[0]?.text).toBe(refunds.text);
  const changed = { ...refunds, text: "Customers are reimbursed in full within thirty days of the return." };
  await read(second, [changed, ...passages.slice(1)]);
  expect((await search()).map(({ text }) => text)).not.toContain(changed.text);
  expect([await count("passage_questions"), await count("question_postings")]).toEqual([0, 0]);
});

test("they are put into the index again with their passages", async () => {
  const { id, save, search, count } = await setUp();
  await save(["When is my payment sent?"]);
  await target.database.admin.query("delete from question_postings where organization_id = $1", [id]);
  expect(await search("payment sent?")).toEqual([]);
  await makeSearchable(target, id, "passages");
  expect(await search("payment sent?")).toHaveLength(1);
  const postings = await count("question_postings");
  await makeSearchable(target, id, "passages");
  expect(await count("question_postings")).toBe(postings);
});

test("a passage without questions comes before one whose question only shares a word with what is asked", async () => {
  const { search, save } = await setUp();
  await save(["Where is the warehouse of your partner in Norway, and can I visit it with parcels?"]);
  expect((await search("When do parcels leave the warehouse?"))[0]?.text).toBe(passages[1]!.text);
});
