import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { indexChunks } from "#features/knowledge/server/index-chunks.ts";
import { queryTermsOf } from "#platform/search/query-terms.ts";
import { packWords } from "#features/knowledge/server/meaning/said-words.ts";
import { codeOf, packVectors } from "#features/knowledge/server/meaning/vectors.ts";
import { findPassages } from "#features/knowledge/server/find-passages.ts";
import { searchPassages } from "#features/knowledge/server/search-passages.ts";
import type { OpenTransaction } from "#access/operation.ts";
import type { Embeddings, Meaning } from "#platform/embeddings/embeddings.ts";
import { openOwnEncoder, ownModel } from "#platform/embeddings/own-encoder.ts";
import { codeLength } from "#platform/embeddings/word-codes.ts";
import { startEmbeddedPostgres } from "#platform/database/embedded/start.ts";
import { openDatabase, type Database } from "#platform/database/open.ts";
import { newId } from "#platform/ids.ts";
import { createLog } from "#platform/log.ts";

/**
 * Latency of a search among 10,000 and among 100,000 passages, alone and beside 1,000 other projects: by words, and by meaning too
 * with the question's encoding, as tenant through the product's ranking; and the plainest BM25 over the same postings as superuser,
 * whom no policy binds, with the same fences for the planner. `--passages=10000` measures that size alone.
 */
export default async function search(): Promise<void> {
  for (const passages of sizes()) await measureSize(passages);
}

async function measureSize(passages: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "botcadence-bench-"));
  const log = createLog("error");
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings: { shared_buffers: "1GB" } });
  const { connection } = postgres;
  const database = await openDatabase({
    admin: connection,
    server: { host: connection.host, port: connection.port, database: connection.database },
    appSecret: "bench",
    log,
  });
  const superuser = new pg.Client({ ...connection, options: "-c search_path=app" });
  await superuser.connect();
  const encoder = openOwnEncoder();
  try {
    const organizationId = newId("org");
    await superuser.query("insert into organizations (id, name) values ($1, 'Bench')", [organizationId]);
    await createPool(superuser);
    const started = performance.now();
    const { projectId, questions } = await fill(database, superuser, organizationId, passages);
    console.log(`${passages} passages indexed in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
    await superuser.query("vacuum analyze");
    const scope = { organizationId, projectId };
    const find = (question: string, meanings: Meaning[]) =>
      database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) => searchPassages(db, scope, question, 10, meanings));
    const encode = async () => {
      for (;;) {
        const meaning = await encoder.ofQuestion(spoken);
        if (meaning) return meaning;
      }
    };
    const meaning = await encode();
    const within = {
      embeddings: async () => ({ ofQuestion: async () => [await encode()] }) as unknown as Embeddings,
      transaction: ((run) =>
        database.transaction({ kind: "tenant", organizationId }, "read", (open) => run(open as never))) as OpenTransaction,
    };
    const measureAll = async (where: string) => [
      await measure(`${where}, by words`, questions, (question) => find(question, [])),
      await measure(`${where}, by meaning too`, questions, (question) => find(question, [meaning])),
      await measure(`${where}, with the question's encoding`, questions, (question) => findPassages(within, scope, question, 10)),
    ];
    console.table(await measureAll(`${passages} passages`));
    for (let beside = 0; beside < projectsBeside; beside++) await fill(database, superuser, organizationId, passagesBeside);
    await superuser.query("vacuum analyze");
    console.table([
      ...(await measureAll(`beside ${projectsBeside} projects`)),
      await measure("as superuser, plain BM25", questions, (question) =>
        superuser.query({ name: "plain", text: plainBm25, values: [organizationId, projectId, queryTermsOf(question), passages] }),
      ),
    ]);
  } finally {
    await encoder.close();
    await superuser.end();
    await database.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function sizes(): number[] {
  const asked = process.argv.find((word) => word.startsWith("--passages="));
  return asked ? [Number(asked.slice("--passages=".length))] : [10_000, 100_000];
}

const projectsBeside = 1_000;
const passagesBeside = 20;
const passagesPerDocument = 50;
const wordsPerPassage = 80;
const vocabulary = 60_000;
const questionCount = 300;
/** What the encoder is given: the words of the questions are none. */
const spoken = "How long does it take until I get my money back?";
const dimensions = 512;
const vectorsPerPassage = 7;
const rareWordsPerSentence = 12;
const poolSize = 500;

/** Vectors that passages are given in turn: what they say does not change how long it takes to compare them. */
async function createPool(superuser: pg.Client): Promise<void> {
  const made = Array.from({ length: poolSize }, () =>
    Array.from({ length: vectorsPerPassage }, () => Float32Array.from({ length: dimensions }, () => random() - 0.5)),
  );
  await superuser.query(
    `create temp table pool as
     select (place - 1)::integer place, code::bit varying, decode(vectors, 'hex') vectors, decode(words, 'hex') words
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality made (code, vectors, words, place)`,
    [made.map(([whole]) => codeOf(whole!)), made.map((vectors) => packVectors(vectors).toString("hex")), made.map(writeWords)],
  );
}

function writeWords(): string {
  const sentences = Array.from({ length: vectorsPerPassage - 1 }, () =>
    Uint8Array.from({ length: rareWordsPerSentence * codeLength }, () => 256 * random()),
  );
  return packWords(sentences)!.toString("hex");
}

async function addVectors(superuser: pg.Client, organizationId: string, projectId: string): Promise<void> {
  await superuser.query(
    `insert into chunk_codes (organization_id, project_id, model, chunk_id, source_id, code, sentence_count)
     select organization_id, project_id, $3, id, source_id, code, ${vectorsPerPassage - 1}
     from chunks join pool on place = id % ${poolSize} where organization_id = $1 and project_id = $2`,
    [organizationId, projectId, ownModel],
  );
  await superuser.query(
    `insert into chunk_vectors (organization_id, model, chunk_id, vectors, words)
     select organization_id, $3, id, vectors, words
     from chunks join pool on place = id % ${poolSize} where organization_id = $1 and project_id = $2`,
    [organizationId, projectId, ownModel],
  );
}

/** A project of passages whose words are as frequent as in natural text (Zipf), and questions of six words on them. */
async function fill(database: Database, superuser: pg.Client, organization_id: string, count: number) {
  const [projectId, sourceId] = [newId("prj"), newId("src")];
  await superuser.query("insert into projects (organization_id, id, name) values ($1, $2, 'Bench')", [organization_id, projectId]);
  await superuser.query(
    "insert into sources (organization_id, id, project_id, kind, name, media_type, size_bytes, content_hash) values ($1, $2, $3, 'text', 'Bench', 'text/plain', 1, '')",
    [organization_id, sourceId, projectId],
  );
  const questions: string[] = [];
  for (let from = 0; from < count; from += passagesPerDocument) {
    const documentId = newId("doc");
    const texts = Array.from({ length: Math.min(passagesPerDocument, count - from) }, writePassage);
    if (questions.length < questionCount) questions.push(askAbout(texts[0]!));
    await database.transaction({ kind: "tenant", organizationId: organization_id }, "write", async ({ db }) => {
      const place = { organization_id, project_id: projectId, source_id: sourceId, document_id: documentId };
      await db
        .insertInto("documents")
        .values({ organization_id, id: documentId, project_id: projectId, source_id: sourceId, title: "Bench" })
        .execute();
      const rows = await db
        .insertInto("chunks")
        .values(texts.map((text, position) => ({ ...place, position, text })))
        .returning(["id", "text"])
        .execute();
      await indexChunks(
        db,
        rows.map(({ id, text }) => ({ organization_id, project_id: projectId, id, headings: [], title: "Bench", text })),
      );
    });
  }
  await addVectors(superuser, organization_id, projectId);
  return { projectId, questions };
}

let seed = 7;

/** Mulberry32: the same passages on each run. */
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

function writePassage(): string {
  return Array.from({ length: wordsPerPassage }, () => word(Math.floor(vocabulary ** random()))).join(" ");
}

/** A word of its own for each rank; the first are as frequent as function words, which a question leaves out. */
function word(rank: number): string {
  return `w${rank.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)]!)}k`;
}

function askAbout(text: string): string {
  const frequent = new Set(Array.from({ length: 30 }, (_, rank) => word(rank)));
  const telling = text.split(" ").filter((one) => !frequent.has(one));
  return Array.from({ length: 6 }, () => telling[Math.floor(random() * telling.length)]).join(" ");
}

const plainBm25 = `
  with counted as materialized (
    select asked.term, ln(1 + ($4::float8 - hits.count + 0.5) / (hits.count + 0.5)) idf
    from unnest($3::text[]) asked (term)
    cross join lateral (select count(*) from postings where organization_id = $1 and project_id = $2 and term = asked.term) hits
  )
  select chunk_id, sum(idf * 2.2 * frequency / (frequency + 0.3 + 0.9 * length / ${wordsPerPassage + 1}.0)) score
  from counted
  cross join lateral (
    select chunk_id, frequency, length from postings
    where organization_id = $1 and project_id = $2 and term = counted.term offset 0
  ) posting
  group by chunk_id order by score desc, chunk_id limit 10`;

async function measure(name: string, questions: readonly string[], run: (question: string) => Promise<unknown>) {
  // All of them once: a server that has searched for a while has compiled what it runs.
  for (const question of questions) await run(question);
  const times: number[] = [];
  for (const question of questions) {
    const started = performance.now();
    await run(question);
    times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  return { name, questions: questions.length, "ms p50": at(0.5), "ms p95": at(0.95), "ms max": at(0.9999) };
}
