import { addParagraphs } from "./knowledge/add-paragraphs.ts";
import { readNaturalQuestions, type NaturalQuestion } from "./knowledge/natural-questions.ts";
import { openProduct, type Product } from "./knowledge/product.ts";
import { readRetrievalData, type RetrievalData } from "./knowledge/retrieval-data.ts";
import { isAsked, sampleOf } from "./knowledge/sample.ts";

/**
 * What search finds, without an answerer: everyday questions by kind and by folds of documents, and the sets whose
 * questions borrow the paragraph's words. `--questions=100` asks so many of each set, `--sets=policies,squad-en` no others.
 */
export default async function retrieval(): Promise<void> {
  const product = await openProduct();
  try {
    if (isAsked("policies")) await measureNatural(product);
    await measureSets(product);
  } finally {
    await product.close();
  }
}

const depth = 10;
const foldCount = 5;
const sets = ["squad-en", "xquad-de", "xquad-es", "xquad-ar", "xquad-zh"];

async function measureNatural(product: Product): Promise<void> {
  const natural = readNaturalQuestions();
  if (!natural) return console.log("Skipped: ../shared/data/questions is not there.");
  const projectId = await product.createProject("Policies");
  const fileOf = await product.addFiles(projectId, natural.files);
  const asked: { question: NaturalQuestion; place: number }[] = [];
  for (const question of sampleOf(natural.questions.filter(({ document }) => document !== null))) {
    const passages = await product.search(projectId, question.query, depth);
    asked.push({ question, place: passages.findIndex((passage) => question.isRight(passage, fileOf.get(passage.source_id)!)) });
  }
  const files = natural.files.map(({ name }) => name);
  const foldOf = ({ question }: { question: NaturalQuestion }) => String(files.indexOf(question.document!) % foldCount);
  const folds = Object.values(Object.groupBy(asked, foldOf)).map((fold = []) => fold.map(({ place }) => place));
  const kinds = Object.entries(Object.groupBy(asked, ({ question }) => question.kind));
  const all = asked.map(({ place }) => place);
  console.table([
    ...kinds.map(([kind, list = []]) =>
      naturalRow(
        kind,
        list.map(({ place }) => place),
      ),
    ),
    naturalRow("all", all),
    {
      questions: `mean of ${folds.length} folds of documents (goals 40 %, 75 %)`,
      count: all.length,
      first: percent(mean(folds.map((places) => within(places, 1)))),
      "among 5": percent(mean(folds.map((places) => within(places, 5)))),
      "among 10": percent(mean(folds.map((places) => within(places, 10)))),
    },
  ]);
}

function naturalRow(questions: string, places: readonly number[]) {
  const [first, five, ten] = [1, 5, 10].map((count) => percent(within(places, count)));
  return { questions, count: places.length, first, "among 5": five, "among 10": ten };
}

async function measureSets(product: Product): Promise<void> {
  const rows = [];
  for (const name of sets.filter(isAsked)) {
    const data = readRetrievalData(name);
    if (data) rows.push(await measureSet(product, name, data));
  }
  if (rows.length > 0) console.table(rows);
  else if (sets.some(isAsked)) console.log("Skipped: ../shared/data/retrieval is not there.");
}

async function measureSet(product: Product, name: string, { docs, queries }: RetrievalData) {
  const projectId = await product.createProject(name);
  const paragraphOf = await addParagraphs(product, projectId, docs);
  const places: number[] = [];
  for (const { query, gold } of sampleOf(queries)) {
    const passages = await product.search(projectId, query, depth);
    places.push(passages.findIndex((passage) => paragraphOf.get(passage.source_id) === gold));
  }
  const found = (worth: (place: number) => number) => mean(places.map((place) => (place < 0 ? 0 : worth(place)))).toFixed(3);
  return {
    data: name,
    questions: places.length,
    "nDCG@10": found((place) => 1 / Math.log2(place + 2)),
    "MRR@10": found((place) => 1 / (place + 1)),
    "recall@1": within(places, 1).toFixed(3),
    "recall@5": within(places, 5).toFixed(3),
  };
}

const within = (places: readonly number[], count: number) => mean(places.map((place) => (place >= 0 && place < count ? 1 : 0)));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
