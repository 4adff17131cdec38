import { afterAll, expect, test } from "vitest";
import { openTestApp, useApp, type TestApp } from "#testing/app.ts";
import { startEmbeddingServer } from "#testing/embedding-server.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { findSource } from "../find-source.ts";
import { chargeParser } from "../parser-turns.ts";
import { oneAsSent } from "../sources-as-sent.ts";
import { encodeMissing } from "./encode-missing.ts";

const server = await startEmbeddingServer();
afterAll(() => server.close());
const variables = { EMBEDDINGS: "off", EMBEDDING_BASE_URL: server.url, EMBEDDING_MODEL: "small" };
const target = useApp({ variables });
const patience = { timeout: 90_000, interval: 100 };

async function addSource(passages: number, sentences: number) {
  const { id, owner } = await createOrganization(target);
  const projectId = await createProject(target, id, owner.id);
  const text = (passage: number) => Array.from({ length: sentences }, (_, at) => `Parcel ${passage} ${at} leaves today.`).join(" ");
  const { source_id } = await addDocument(target, id, projectId, {
    title: "Parcels",
    passages: Array.from({ length: passages }, (_, passage) => ({ text: text(passage) })),
  });
  await target.database.admin.query("update sources set synced_at = now(), passage_count = $2 where organization_id = $1", [id, passages]);
  const source = () =>
    target.platform.database.transaction({ kind: "tenant", organizationId: id }, "read", async ({ db }) =>
      oneAsSent(db, await findSource(db, id, projectId, source_id)),
    );
  return { organizationId: id, ownerId: owner.id, source_id, source };
}

const sweep = ({ platform }: TestApp) => encodeMissing.run({ platform, log: platform.log, signal: new AbortController().signal });

test("a source says how far its vectors are, and ends saying so where nothing makes them any more", async () => {
  const { source_id, source } = await addSource(30, 2);
  expect((await source()).meaning_progress).toBeNull();
  await sweep(target);
  expect((await source()).meaning_progress).toBe(0);
  // Two measure the model, two steps of ten passages are made, and then the provider stops.
  server.script(null, null, null, null, { status: 403 });
  const worker = await openTestApp({ beside: target, worker: true, variables });
  try {
    await expect.poll(async () => (await source()).meaning_progress, patience).toBe(66);
    await expect.poll(() => server.requests.length, patience).toBe(5);
  } finally {
    await worker.close();
  }

  const without = await openTestApp({ beside: target, variables: { EMBEDDINGS: "off" } });
  try {
    await sweep(without);
    expect((await source()).meaning_progress).toBeNull();
    const { rowCount } = await target.database.admin.query("select from chunk_codes where source_id = $1", [source_id]);
    expect(rowCount).toBe(20);
  } finally {
    await without.close();
  }
});

test("of a source with more sentences than are encoded the rest is found by words, and it says so", { timeout: 120_000 }, async () => {
  // Said before anything can ask, since the worker begins with what the test before left.
  server.dimensionsOf = () => 20;
  const app = await openTestApp({ beside: target, worker: true, variables });
  try {
    const { source } = await addSource(502, 40);
    const isDone = async () => {
      await sweep(app);
      return (await source()).warnings;
    };
    await expect
      .poll(isDone, patience)
      .toEqual([
        "It has more than 20,000 sentences, which is the most that is compared by meaning. Of the rest, 2 passages are found by their words alone.",
      ]);
    expect((await source()).meaning_progress).toBeNull();
  } finally {
    await app.close();
  }
});

test("vectors are made in turn by account: what one used puts those of its sources behind", async () => {
  const { organizationId, ownerId, source_id } = await addSource(1, 1);
  await sweep(target);
  const waiting = async () =>
    (
      await target.database.admin.query(
        "select group_id, priority from jobs.job where name = 'source.encode' and data -> 'payload' ->> 'source_id' = $1",
        [source_id],
      )
    ).rows as { group_id: string; priority: number }[];
  expect(await waiting()).toEqual([{ group_id: ownerId, priority: 0 }]);
  await target.platform.database.transaction({ kind: "tenant", organizationId }, "write", ({ db }) => chargeParser(db, organizationId, 30));
  expect((await waiting())[0]!.priority).toBeLessThan(-10);
});
