import { embeddingsFor } from "#features/models/server/embeddings/embeddings-for.ts";
import { sql } from "kysely";
import { z } from "zod";
import { job } from "#access/job.ts";
import type { Db } from "#platform/database/transaction.ts";
import { EncoderRests, type Encoder } from "#platform/embeddings/embeddings.ts";
import { chargeParser, parserTurn } from "../parser-turns.ts";
import { tellSourceChanged, tellSourceProgress } from "../tell-source.ts";
import { encodeQuestions, findWaitingQuestions, saveQuestionVectors, type WaitingQuestions } from "./encode-questions.ts";
import { packWords } from "./said-words.ts";
import { sentencesOf, sentencesPerPassageMax } from "./sentences-of.ts";
import { codeOf, packVectors } from "./vectors.ts";

/** What is beyond is found by its words alone. */
const sentencesPerSourceMax = 20_000;
/** Saved at once: what a kill loses. */
const passagesPerStep = 10;
/** Then another account has its turn. */
const turnMs = 10_000;

/**
 * Makes the vectors of a source's passages that have none, behind their words, and then those of the questions that were written for
 * them. What is saved stays: cut off, the next run continues behind it. After its turn it goes to the end of its account's line.
 */
export const encodeSource = job({
  name: "source.encode",
  says: null,
  payload: z.object({ source_id: z.string() }),
  // The encoder that comes along reads one after the other; a provider of a tenant that is slow does not hold it up.
  concurrency: 2,
  turnOf: parserTurn,
  async run({ platform, organization, transaction, signal }, { source_id: sourceId }) {
    const encoder = (await transaction(({ db }) => embeddingsFor(db, platform, organization.id), "read"))?.encoder;
    if (!encoder) return;
    const key: Key = { organizationId: organization.id, sourceId, model: encoder.model };
    const started = performance.now();
    for (;;) {
      signal.throwIfAborted();
      const waiting = await transaction(({ db }) => findWaiting(db, key), "read");
      if (!waiting) return;
      const stepStarted = performance.now();
      const made = await Promise.all([encodePassages(encoder, waiting, signal), encodeQuestions(encoder, waiting.questions, signal)]).catch(
        (error: unknown) => {
          if (error instanceof EncoderRests) return null;
          throw error;
        },
      );
      // The sweep (encode-missing.ts) brings it back.
      if (!made) return;
      const seconds = (performance.now() - stepStarted) / 1_000;
      const isDone = waiting.passages.length === 0 && waiting.questions.length === 0;
      const hasTurn = performance.now() - started < turnMs;
      await transaction(async (open) => {
        const { db, send } = open;
        const [passages, questions] = made;
        const source = { id: sourceId, project_id: waiting.projectId };
        await (isDone ? tellSourceChanged(open, source) : tellSourceProgress(open, source));
        await saveQuestionVectors(db, key, questions);
        await save(db, key, waiting, passages, isDone);
        await chargeParser(db, organization.id, seconds);
        if (!isDone && !hasTurn) await send(encodeSource, { source_id: sourceId });
      });
      if (isDone || !hasTurn) return;
    }
  },
});

type Key = { organizationId: string; sourceId: string; model: string };
type WaitingPassage = { id: number; project_id: string; headings: string[]; text: string };
/** Questions wait until no passage does. */
type Waiting = { projectId: string; syncedAt: string | null; sentences: number; passages: WaitingPassage[]; questions: WaitingQuestions[] };
/**
 * The first of the vectors is that of the whole passage. Null: words alone find it, since the model cannot read it or, where it
 * has `sentences`, since its source has too many.
 */
type Made = { passage: WaitingPassage; vectors: Float32Array[] | null; words: Buffer | null; sentences: number };

/** Null where there is nothing to do: the source is gone, is being read, or is encoded as it was last read. */
async function findWaiting(db: Db, key: Key): Promise<Waiting | null> {
  const { organizationId, sourceId, model } = key;
  const { rows } = await sql<{ project_id: string; synced_at: string | null; sentences: number | null; isDone: boolean }>`
    select source.project_id, source.synced_at::text, case when meaning.model = ${model} then meaning.sentence_count end sentences,
      coalesce(meaning.model = ${model} and meaning.synced_at is not distinct from source.synced_at, false) "isDone"
    from sources source
    left join source_meanings meaning on meaning.organization_id = source.organization_id and meaning.source_id = source.id
    where source.organization_id = ${organizationId} and source.id = ${sourceId} and source.status = 'synced'
  `.execute(db);
  const [source] = rows;
  if (!source || source.isDone) return null;
  const { rows: passages } = await sql<WaitingPassage>`
    select chunk.id, chunk.project_id, chunk.headings, chunk.text
    from documents document
    join chunks chunk on chunk.organization_id = document.organization_id and chunk.document_id = document.id
    where document.organization_id = ${organizationId} and document.source_id = ${sourceId}
      and not exists (
        select from chunk_codes code
        where code.organization_id = chunk.organization_id and code.project_id = chunk.project_id and code.model = ${model} and code.chunk_id = chunk.id
      )
    order by document.position, document.id, chunk.position
    limit ${passagesPerStep}
  `.execute(db);
  const questions = passages.length > 0 ? [] : await findWaitingQuestions(db, key, passagesPerStep);
  return { projectId: source.project_id, syncedAt: source.synced_at, sentences: source.sentences ?? 0, passages, questions };
}

async function encodePassages(encoder: Encoder, { passages, sentences }: Waiting, signal: AbortSignal): Promise<Made[]> {
  let left = sentencesPerSourceMax - sentences;
  const read = passages.map((passage) => {
    const said = sentencesOf(passage.text, sentencesPerPassageMax);
    if (!encoder.takes(passage.text)) return { passage, texts: [], sentences: 0 };
    if (said.length > left) return { passage, texts: [], sentences: said.length };
    left -= said.length;
    const whole = [...passage.headings, passage.text].join(". ");
    const heading = passage.headings.at(-1);
    return { passage, texts: [whole, ...said.map((one) => (heading ? `${heading}. ${one}` : one))], sentences: 0 };
  });
  // All of them at once: a provider takes many texts in one call.
  const texts = read.flatMap((one) => one.texts);
  const made = encoder.readTexts
    ? await encoder.readTexts(texts, signal)
    : (await encoder.ofTexts(texts, signal)).map((vector) => vector && { vector, words: null });
  return read.map(({ passage, texts, sentences: beyond }) => {
    const [whole, ...said] = made.splice(0, texts.length);
    if (!whole) return { passage, vectors: null, words: null, sentences: beyond };
    // A sentence that is refused counts as one that says what its passage does.
    const vectors = [whole.vector, ...said.map((one) => one?.vector ?? whole.vector)];
    return { passage, vectors, words: packWords(said.map((one) => one?.words ?? null)), sentences: said.length };
  });
}

/** Passages that went meanwhile are left out; another model's vectors go once all of this one's are there. */
async function save(
  db: Db,
  { organizationId, sourceId, model }: Key,
  { syncedAt }: Waiting,
  made: readonly Made[],
  isDone: boolean,
): Promise<void> {
  const packed = made.flatMap(({ passage, vectors, words }) =>
    vectors ? [{ id: passage.id, vectors: packVectors(vectors).toString("hex"), words: words?.toString("hex") ?? null }] : [],
  );
  await sql`
    insert into chunk_codes (organization_id, project_id, model, chunk_id, source_id, code, sentence_count)
    select chunk.organization_id, chunk.project_id, ${model}, chunk.id, chunk.source_id, made.code::bit varying, made.sentences
    from unnest(${made.map(({ passage }) => passage.id)}::bigint[], ${made.map(({ vectors }) => vectors && codeOf(vectors[0]!))}::text[],
      ${made.map((one) => one.sentences)}::smallint[]) made (id, code, sentences)
    join chunks chunk on chunk.organization_id = ${organizationId} and chunk.id = made.id
    on conflict do nothing
  `.execute(db);
  await sql`
    insert into chunk_vectors (organization_id, model, chunk_id, vectors, words)
    select chunk.organization_id, ${model}, chunk.id, decode(made.vectors, 'hex'), decode(made.words, 'hex')
    from unnest(${packed.map(({ id }) => id)}::bigint[], ${packed.map(({ vectors }) => vectors)}::text[],
      ${packed.map(({ words }) => words)}::text[]) made (id, vectors, words)
    join chunks chunk on chunk.organization_id = ${organizationId} and chunk.id = made.id
    on conflict do nothing
  `.execute(db);
  await sql`
    insert into source_meanings as meaning (organization_id, source_id, model, done, found, sentence_count, synced_at)
    select source.organization_id, source.id, ${model}, counted.*, ${isDone ? syncedAt : null}::timestamptz
    from sources source, (
      select count(*), count(code), coalesce(sum(sentence_count) filter (where code is not null), 0) from chunk_codes
      where organization_id = ${organizationId} and source_id = ${sourceId} and model = ${model}
    ) counted
    where source.organization_id = ${organizationId} and source.id = ${sourceId}
    on conflict (organization_id, source_id) do update set
      model = excluded.model, done = excluded.done, found = excluded.found, sentence_count = excluded.sentence_count,
      synced_at = excluded.synced_at
  `.execute(db);
  if (!isDone) return;
  await warn(db, { organizationId, sourceId, model });
  for (const table of ["chunk_codes", "chunk_vectors", "question_vectors"] as const) {
    await sql`
      delete from ${sql.table(table)} old using chunks chunk
      where old.organization_id = ${organizationId} and old.model <> ${model}
        and chunk.organization_id = old.organization_id and chunk.id = old.chunk_id and chunk.source_id = ${sourceId}
    `.execute(db);
  }
}

/** In the place of what was said after an earlier reading. */
async function warn(db: Db, { organizationId, sourceId, model }: Key): Promise<void> {
  await sql`
    update sources set warnings = array(select one from unnest(warnings) one where one not like ${`${warningBegins}%`})
      || case when beyond.passages > 0 then array[${warningBegins} || to_char(beyond.passages, 'FM999,999,999')
        || case when beyond.passages = 1 then ' passage is' else ' passages are' end || ' found by their words alone.'] else '{}'::text[] end
    from (
      select count(*) passages from chunk_codes
      where organization_id = ${organizationId} and source_id = ${sourceId} and model = ${model} and code is null and sentence_count > 0
    ) beyond
    where sources.organization_id = ${organizationId} and sources.id = ${sourceId}
      and (beyond.passages > 0 or exists (select from unnest(warnings) one where one like ${`${warningBegins}%`}))
  `.execute(db);
}

const warningBegins = `It has more than ${sentencesPerSourceMax.toLocaleString("en-US")} sentences, which is the most that is compared by meaning. Of the rest, `;
