import { afterAll, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { startEmbeddingServer } from "#testing/embedding-server.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { runJob } from "#testing/run-job.ts";
import { findPassages } from "../find-passages.ts";
import { saveQuestions } from "../questions/save-questions.ts";
import { deleteQuestionsOf, encodeQuestionsOf } from "../questions/source-questions.ts";
import { encodeSource } from "./encode-source.ts";

const server = await startEmbeddingServer();
afterAll(() => server.close());
const target = useApp({ variables: { EMBEDDINGS: "off", EMBEDDING_BASE_URL: server.url, EMBEDDING_MODEL: "small" } });

test("a passage is found by what one of its questions means, and not by a model's vectors of questions that are gone", async () => {
  const { id, owner } = await createOrganization(target);
  const projectId = await createProject(target, id, owner.id);
  const { source_id, chunk_ids } = await addDocument(target, id, projectId, {
    title: "Terms",
    passages: [{ text: "See section nine of the annex." }, { text: "Pets are welcome in all of our rooms." }],
  });
  const { admin } = target.database;
  await admin.query("update sources set synced_at = now() where organization_id = $1", [id]);
  const { database, embeddings } = target.platform;
  const scope = { kind: "tenant" as const, organizationId: id };
  const key = { organization_id: id, id: source_id };
  const encode = () => runJob(target, encodeSource, id, { source_id });
  const search = () => {
    const within = { embeddings: async () => embeddings, transaction: ((run: never) => database.transaction(scope, "read", run)) as never };
    return findPassages(within, { organizationId: id, projectId }, "Will I get my money back?", 5);
  };
  const meaning = async () => (await admin.query("select synced_at from source_meanings where organization_id = $1", [id])).rows[0];

  await encode();
  expect((await search()).map(({ chunk_id }) => chunk_id)).not.toContain(chunk_ids[0]);
  await database.transaction(scope, "write", async (open) => {
    await saveQuestions(open.db, id, Number(chunk_ids[0]), ["Do you reimburse customers?"]);
    await encodeQuestionsOf({ db: open.db, send: async () => {} }, target.platform, key);
  });
  expect((await meaning()).synced_at).toBeNull();
  await encode();
  expect((await meaning()).synced_at).not.toBeNull();
  const [first] = await search();
  expect(first).toMatchObject({ chunk_id: chunk_ids[0], text: "See section nine of the annex." });
  // How near its own sentences are stays what answers are judged by.
  expect(first!.nearness).toBeLessThan(0.3);

  await database.transaction(scope, "write", ({ db }) => deleteQuestionsOf(db, key));
  expect((await search()).map(({ chunk_id }) => chunk_id)).not.toContain(chunk_ids[0]);
});
