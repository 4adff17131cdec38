import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { openTestApp, useApp, type TestApp } from "#testing/app.ts";
import { startEmbeddingServer } from "#testing/embedding-server.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { findPassages } from "../find-passages.ts";
import { encodeMissing } from "./encode-missing.ts";

const server = await startEmbeddingServer();
afterAll(() => server.close());
const variables = { EMBEDDINGS: "off", EMBEDDING_BASE_URL: server.url, EMBEDDING_MODEL: "small" };
const target = useApp({ worker: true, variables });
const patience = { timeout: 60_000, interval: 100 };

const passages = [
  { text: "Customers are reimbursed in full within fourteen days." },
  { text: "Unser Laden erstattet den vollen Betrag." },
  { text: "Pets are welcome in all of our rooms." },
];
const question = "Will I get my money back?";

/** A project whose passages are not encoded yet. */
async function addProject() {
  const { id, owner } = await createOrganization(target);
  const projectId = await createProject(target, id, owner.id);
  const { source_id, chunk_ids } = await addDocument(target, id, projectId, { title: "Terms", passages });
  await target.database.admin.query("update sources set synced_at = now() where organization_id = $1", [id]);
  return { id, projectId, source_id, chunk_ids };
}

const sweep = ({ platform }: TestApp) => encodeMissing.run({ platform, log: platform.log, signal: new AbortController().signal });

function search({ platform }: TestApp, { id, projectId }: { id: string; projectId: string }, query = question) {
  const transaction = (run: never) => platform.database.transaction({ kind: "tenant", organizationId: id }, "read", run);
  const within = { embeddings: async () => platform.embeddings, transaction: transaction as never };
  return findPassages(within, { organizationId: id, projectId }, query, 5);
}

async function meaningOf(sourceId: string) {
  const { rows } = await target.database.admin.query("select model, done, found, synced_at from source_meanings where source_id = $1", [
    sourceId,
  ]);
  return rows[0] as { model: string; done: number; found: number; synced_at: Date | null } | undefined;
}

/** Until `app` has made all of its vectors; a worker of another model may take its job and leave it. */
async function encoded(app: TestApp, sourceId: string, model: string): Promise<void> {
  const isEncoded = async () => {
    await sweep(app);
    const meaning = await meaningOf(sourceId);
    return meaning?.model === model && meaning.synced_at !== null;
  };
  await expect.poll(isEncoded, patience).toBe(true);
}

test("a provider's model finds passages in any language, and another one takes over without a search that goes by words", async () => {
  const project = await addProject();
  const [reimbursed, erstattet] = project.chunk_ids;
  expect(await search(target, project)).toEqual([]);
  await encoded(target, project.source_id, "small");
  expect(await meaningOf(project.source_id)).toMatchObject({ done: 3, found: 3 });
  const found = async (app: TestApp) =>
    (await search(app, project))
      .map(({ chunk_id }) => chunk_id)
      .slice(0, 2)
      .toSorted();
  // A busy machine may let a question wait too long, which then goes by words.
  async function expectBoth(app: TestApp): Promise<void> {
    await expect.poll(() => found(app), patience).toEqual([reimbursed, erstattet]);
  }
  await expectBoth(target);

  // Without a worker at first, whose clock would begin to encode.
  const large = { beside: target, variables: { ...variables, EMBEDDING_MODEL: "large" } };
  const next = await openTestApp(large);
  try {
    server.requests.length = 0;
    await expectBoth(next);
    expect(new Set(server.requests.map(({ model }) => model))).toEqual(new Set(["small"]));

    // Half of it is there already: each passage is found by the vectors that it has.
    await target.database.admin.query(
      `insert into chunk_codes (organization_id, project_id, model, chunk_id, source_id, code, sentence_count)
       select organization_id, project_id, 'large', chunk_id, source_id, null, 0 from chunk_codes where chunk_id = $1`,
      [erstattet],
    );
    await expectBoth(next);
    await target.database.admin.query("delete from chunk_codes where model = 'large'");

    const working = await openTestApp({ ...large, worker: true });
    await encoded(working, project.source_id, "large").finally(() => working.close());
    await expectBoth(next);
    const { rows } = await target.database.admin.query(
      `select distinct model, length(code) from chunk_codes where source_id = $1
       union select distinct model, 1536 from chunk_vectors where organization_id = $2`,
      [project.source_id, project.id],
    );
    expect(rows).toEqual([{ model: "large", length: 1_536 }]);
  } finally {
    await next.close();
  }
});

test("while the provider is down words find what they can, and what was not encoded follows when it answers again", async () => {
  const project = await addProject();
  server.trouble = { status: 503, headers: { "retry-after": "1" } };
  try {
    await sweep(target);
    await expect.poll(() => server.requests.length, patience).toBeGreaterThan(0);
    expect((await search(target, project, "Are pets welcome?"))[0]?.chunk_id).toBe(project.chunk_ids[2]);
  } finally {
    server.trouble = null;
  }
  await encoded(target, project.source_id, "small");
});

test("vectors of one length are not compared with those of another", async () => {
  const project = await addProject();
  await encoded(target, project.source_id, "small");
  // Also of what words find.
  const nearness = async () => (await search(target, project, "Are pets welcome?"))[0]?.nearness;
  await expect.poll(nearness, patience).toEqual(expect.any(Number));
  await target.database.admin.query("update chunk_codes set code = B'1010' where source_id = $1", [project.source_id]);
  expect(await search(target, project)).toEqual([]);
  expect(await nearness()).toBeNull();
});

test("vectors are seen by their organization alone, and go with project and organization", async () => {
  const project = await addProject();
  await encoded(target, project.source_id, "small");
  const other = await createOrganization(target);
  const countAs = (organizationId: string, table: string) =>
    target.platform.database.transaction({ kind: "tenant", organizationId }, "read", async ({ db }) => {
      const { rows } = await sql<{ count: number }>`select count(*)::integer count from ${sql.table(table)}`.execute(db);
      return rows[0]!.count;
    });
  for (const table of ["chunk_codes", "chunk_vectors", "source_meanings"]) {
    expect(await countAs(project.id, table), table).toBeGreaterThan(0);
    expect(await countAs(other.id, table), table).toBe(0);
  }
  expect(await search(target, { id: other.id, projectId: project.projectId })).toEqual([]);

  await target.database.admin.query("delete from projects where organization_id = $1 and id = $2", [project.id, project.projectId]);
  for (const table of ["chunk_codes", "chunk_vectors", "source_meanings"]) expect(await countAs(project.id, table), table).toBe(0);
});
