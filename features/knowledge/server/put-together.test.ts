import { expect, test } from "vitest";
import type { Meaning } from "#platform/embeddings/embeddings.ts";
import { codeLength } from "#platform/embeddings/word-codes.ts";
import { useApp } from "#testing/app.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { packWords } from "./meaning/said-words.ts";
import { codeOf, packVectors } from "./meaning/vectors.ts";
import { saveQuestions } from "./questions/save-questions.ts";
import { putTogether, rankToCompare, searchPassages } from "./search-passages.ts";

const target = useApp();

const model = "a model of words in their places";
const asked = Uint8Array.from({ length: codeLength }, (_item, at) => at * 37);
const said = packWords([asked]);
const unsaid = packWords([asked.map((byte) => ~byte)]);
const vector = Float32Array.of(0.6, -0.8, 0, 0, 0, 0, 0, 0);
const scale = { offset: 0, factor: 1 };
const byPlaces: Meaning = { model, vector, scale, words: [{ rarity: 9, code: asked }] };

async function setUp(passages: number) {
  const { id, owner } = await createOrganization(target);
  const projectId = await createProject(target, id, owner.id);
  const add = (count: number) =>
    addDocument(target, id, projectId, {
      title: "Shops",
      passages: Array.from({ length: count }, (_item, at) => ({ text: `Shop ${at} is open.` })),
    });
  const { source_id, chunk_ids } = await add(passages);
  const chunks = chunk_ids.map(Number);
  const { admin } = target.database;
  return {
    id,
    projectId,
    add,
    chunks,
    scope: { organizationId: id, projectId, sourceIds: [source_id] },
    within: <T>(run: (db: Parameters<typeof putTogether>[0]) => Promise<T>) =>
      target.platform.database.transaction({ kind: "tenant", organizationId: id }, "write", ({ db }) => run(db)),
    keepWords: (chunk: number, words: Buffer | null) =>
      admin.query("insert into chunk_vectors (organization_id, model, chunk_id, vectors, words) values ($1, $2, $3, '', $4)", [
        id,
        model,
        chunk,
        words,
      ]),
    keepQuestion: (chunk: number, near: Float32Array) =>
      admin.query("insert into question_vectors values ($1, $2, $3, $4, $5, $6::bit varying, $7)", [
        id,
        projectId,
        model,
        chunk,
        0,
        codeOf(near),
        packVectors([near]),
      ]),
  };
}

/** What words found, in this order and hardly apart. */
const foundByWords = (chunks: readonly number[]) => ({
  passages: chunks.map((chunk_id, at) => ({ chunk_id, score: 1 - at / 10_000 })),
  rarity: new Map(),
  meant: new Map(),
  vectors: new Map(),
});

test("of the best thirty, one that says the question's words in their places comes first; one behind them stays where it is", async () => {
  const { chunks, scope, within, keepWords } = await setUp(40);
  const [thirtieth, next] = [chunks[29]!, chunks[30]!];
  for (const chunk of chunks) await keepWords(chunk, chunk === thirtieth || chunk === next ? said : unsaid);
  const found = await within((db) => putTogether(db, scope, 40, foundByWords(chunks), [byPlaces]));
  expect(found.map(({ chunk_id }) => Number(chunk_id))).toEqual([thirtieth, ...chunks.slice(0, 29), ...chunks.slice(30)]);
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((one, other) => other - one));
});

test("a passage whose words are not known is neither raised nor held back by it", async () => {
  const { chunks, scope, within, keepWords } = await setUp(4);
  const [lacking, unknown, unread, meeting] = chunks as [number, number, number, number];
  await keepWords(lacking, unsaid);
  await keepWords(unknown, null);
  await keepWords(meeting, said);
  const found = await within((db) => putTogether(db, scope, 4, foundByWords(chunks), [byPlaces]));
  expect(found.map(({ chunk_id }) => Number(chunk_id))).toEqual([meeting, unknown, unread, lacking]);
});

test("questions written for passages of sources that are not searched take no place of those that are", async () => {
  const { id, add, chunks: others, scope: everywhere, within, keepQuestion } = await setUp(105);
  const { source_id, chunk_ids } = await add(1);
  const [mine, scope] = [Number(chunk_ids[0]), { ...everywhere, sourceIds: [source_id] }];
  await within(async (db) => {
    for (const chunk of [...others, mine]) await saveQuestions(db, id, chunk, ["Do you repay me?"]);
  });
  const byWords = await within((db) => searchPassages(db, scope, "Do you repay?", 5));
  expect(byWords.map(({ chunk_id }) => Number(chunk_id))).toEqual([mine]);

  const farther = vector.map((value, at) => (at === 7 ? 0.4 : value));
  for (const chunk of others) await keepQuestion(chunk, vector);
  await keepQuestion(mine, farther);
  await target.database.admin.query(
    "insert into chunk_codes (organization_id, project_id, model, chunk_id, source_id, code) select organization_id, project_id, $2, id, source_id, $3::bit varying from chunks where organization_id = $1",
    [id, model, codeOf(vector.map((value) => -value))],
  );
  await target.database.admin.query(
    "insert into chunk_vectors (organization_id, model, chunk_id, vectors) select organization_id, $2, id, $3 from chunks where organization_id = $1",
    [id, model, packVectors([vector.map((value) => -value)])],
  );
  const meaning = { model, vector, scale };
  const nothing = await within((db) => rankToCompare(db, scope, "lorem", 5, []));
  const byMeaning = await within((db) => putTogether(db, scope, 5, nothing, [meaning]));
  expect(byMeaning.map(({ chunk_id }) => Number(chunk_id))).toEqual([mine]);
});

test("whatever ranked a passage of a source that is not searched, it is not read", async () => {
  const { add, chunks, scope, within } = await setUp(2);
  const others = (await add(2)).chunk_ids.map(Number);
  const found = await within((db) => putTogether(db, scope, 5, foundByWords([...others, ...chunks]), []));
  expect(found.map(({ chunk_id }) => Number(chunk_id))).toEqual(chunks);
});
