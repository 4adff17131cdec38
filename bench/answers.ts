import { wholeAnswer } from "#features/answering/server/whole-answer.ts";
import { builtInAnswerer } from "#features/answering/server/built-in-answerer.ts";
import { addParagraphs } from "./knowledge/add-paragraphs.ts";
import { openProduct, type Product } from "./knowledge/product.ts";
import { readRetrievalData, type RetrievalData } from "./knowledge/retrieval-data.ts";

/** How the built-in answerer does on real questions: what it cites and what it declines. */
export default async function answers(): Promise<void> {
  const english = readRetrievalData("squad-en");
  if (!english) return console.log("Skipped: ../shared/data/retrieval is not there.");
  const product = await openProduct();
  try {
    console.table(await measureAnswers(product, english));
    console.table([await measureLeftOut(product, english)]);
  } finally {
    await product.close();
  }
}

const sliceLength = 200;
const leftOutQuestions = 100;

type Base = { projectId: string; paragraphOf: Map<string, number> };
type Query = RetrievalData["queries"][number];

async function upload(product: Product, name: string, docs: RetrievalData["docs"]): Promise<Base> {
  const projectId = await product.createProject(name);
  return { projectId, paragraphOf: await addParagraphs(product, projectId, docs) };
}

async function measureAnswers(product: Product, { docs, queries }: RetrievalData) {
  const base = await upload(product, "Everything", docs);
  const answerable = queries.filter((query) => query.answerable === true);
  const unanswerable = queries.filter((query) => query.answerable === false);
  const rows = [];
  for (const first of [0, sliceLength, 2 * sliceLength, 3 * sliceLength]) {
    const asked = await askAll(product, base, answerable.slice(first, first + sliceLength));
    const unanswered = await askAll(product, base, unanswerable.slice(first, first + sliceLength));
    rows.push({
      questions: `${first + 1}–${first + sliceLength} of each kind`,
      "cites the paragraph (goal 60 %)": percent(asked, (answer) => answer.cited.includes(answer.query.gold)),
      "declines the answerable (at most 20 %)": percent(asked, (answer) => answer.declined),
      "declines the unanswerable (30 %)": percent(unanswered, (answer) => answer.declined),
      "ms p50": median(asked.map((answer) => answer.ms)),
    });
  }
  return rows;
}

/** Every third article that has questions stays away; what is asked about those must be declined. */
async function measureLeftOut(product: Product, { docs, queries }: RetrievalData) {
  const titleOf = new Map(docs.map((doc) => [doc.id, doc.title]));
  const titles = [...new Set(queries.map((query) => titleOf.get(query.gold)!))].toSorted();
  const leftOut = new Set(titles.filter((_title, index) => index % 3 === 0));
  const base = await upload(
    product,
    "Without some",
    docs.filter((doc) => !leftOut.has(doc.title)),
  );
  const asked = await askAll(product, base, queries.filter((query) => leftOut.has(titleOf.get(query.gold)!)).slice(0, leftOutQuestions));
  return {
    questions: `${leftOutQuestions} on ${leftOut.size} articles left out`,
    "declines what is not there (80 %)": percent(asked, (answer) => answer.declined),
    "ms p50": median(asked.map((answer) => answer.ms)),
  };
}

type Answered = { query: Query; cited: (number | undefined)[]; declined: boolean; ms: number };

async function askAll(product: Product, base: Base, queries: readonly Query[]): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const query of queries) {
    const started = performance.now();
    const tools = {
      search: (text: string, limit: number) => product.search(base.projectId, text, limit),
      signal: new AbortController().signal,
    };
    const { citations, outcome } = await wholeAnswer(builtInAnswerer, { text: query.query, history: [] }, tools);
    const cited = citations.map(({ source_id }) => base.paragraphOf.get(source_id));
    answered.push({ query, cited, declined: outcome === "declined", ms: performance.now() - started });
  }
  return answered;
}

function percent<T>(list: readonly T[], holds: (item: T) => boolean): string {
  return `${((100 * list.filter(holds).length) / list.length).toFixed(1)} %`;
}

function median(values: readonly number[]): string {
  return (values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0).toFixed(1);
}
