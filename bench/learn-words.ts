import { writeFileSync } from "node:fs";
import { rankWords, type WordWeights } from "#features/knowledge/server/rank-words.ts";
import { wordWeights } from "#features/knowledge/server/word-weights.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { engineOf } from "#platform/engine.ts";
import { addParagraphs } from "./knowledge/add-paragraphs.ts";
import { readNaturalQuestions } from "./knowledge/natural-questions.ts";
import { openProduct, type Product } from "./knowledge/product.ts";
import { readRetrievalData } from "./knowledge/retrieval-data.ts";
import { isAsked, sampleOf } from "./knowledge/sample.ts";

/**
 * Fits the weights by which words rank passages: one weight after the other, as long as one helps. Honest figures come from
 * folds of documents: each is measured with the weights that do best on the others. `--questions=100` asks so many of each
 * set, `--sets=squad-en` takes no other beside the everyday ones; `--write` stores what was learned, with its figures.
 */
export default async function learnWords(): Promise<void> {
  const product = await openProduct();
  try {
    const sets = await readSets(product);
    if (sets.length === 0) return console.log("Skipped: ../shared/data is not there.");
    const tried = await climb(product, sets);
    const best = tried.toSorted((one, other) => worthOf(other, sets) - worthOf(one, sets))[0]!;
    const figures = figuresOf(tried, sets);
    console.table(figures);
    console.log(best.weights);
    if (process.argv.includes("--write")) write(best.weights, figures);
  } finally {
    await product.close();
  }
}

const depth = 10;
const foldCount = 5;

/** What each weight is tried with. */
const grid: { [Name in keyof WordWeights]: readonly number[] } = {
  // A heading that says the question is to win: how clearly is what is learned.
  heading: [0.3, 0.5, 0.8],
  title: [0, 0.1, 0.2, 0.4],
  story: [0.4, 0.6, 0.8, 0.9],
  slip: [0.4, 0.7, 1],
  begins: [0.2, 0.4, 0.7],
  ends: [0.2, 0.4, 0.7, 0.9],
  pieces: [0.2, 0.4, 0.7],
  saturation: [0.9, 1.2, 1.6],
  lengthNorm: [0.3, 0.5, 0.6, 0.75],
};

/** `share`: how much the set counts when weights are compared. */
type Set = { name: string; share: number; projectId: string; questions: { text: string; fold: number; right: ReadonlySet<number> }[] };
/** Of each set, at which place each question's passage came; -1: not among the first ten. */
type Trial = { weights: WordWeights; places: number[][] };

async function readSets(product: Product): Promise<Set[]> {
  const sets: Set[] = [];
  const natural = readNaturalQuestions();
  if (natural) {
    const projectId = await product.createProject("Policies");
    const fileOf = await product.addFiles(projectId, natural.files);
    const passages = await passagesOf(product, projectId);
    const names = natural.files.map(({ name }) => name);
    const questions = natural.questions.filter(({ document }) => document !== null);
    sets.push({
      name: "everyday questions",
      share: 2,
      projectId,
      questions: questions.map((question) => ({
        text: question.query,
        fold: names.indexOf(question.document!) % foldCount,
        right: new Set(passages.filter((one) => question.isRight(one, fileOf.get(one.source_id)!)).map(({ id }) => id)),
      })),
    });
  }
  for (const [name, share] of Object.entries({ "squad-en": 1, "xquad-de": 0.3, "xquad-es": 0.3, "xquad-ar": 0.3, "xquad-zh": 0.3 })) {
    const data = isAsked(name) && readRetrievalData(name);
    if (!data) continue;
    const projectId = await product.createProject(name);
    const paragraphOf = await addParagraphs(product, projectId, data.docs);
    const passages = Map.groupBy(await passagesOf(product, projectId), ({ source_id }) => paragraphOf.get(source_id));
    const titles = [...new Set(data.docs.map(({ title }) => title))];
    const titleOf = new Map(data.docs.map(({ id, title }) => [id, title]));
    sets.push({
      name,
      share,
      projectId,
      questions: sampleOf(data.queries).map(({ query, gold }) => ({
        text: query,
        fold: titles.indexOf(titleOf.get(gold)!) % foldCount,
        right: new Set((passages.get(gold) ?? []).map(({ id }) => id)),
      })),
    });
  }
  return sets;
}

function passagesOf({ platform, organizationId }: Product, projectId: string) {
  return leaveTenant(platform, "a bench reads what it stored").system(({ db }) =>
    db
      .selectFrom("chunks")
      .select(["id", "source_id", "text"])
      .where("organization_id", "=", organizationId)
      .where("project_id", "=", projectId)
      .execute(),
  );
}

async function climb(product: Product, sets: readonly Set[]): Promise<Trial[]> {
  const tried: Trial[] = [await attempt(product, sets, wordWeights)];
  let best = tried[0]!;
  console.table(figuresOf(tried, sets));
  console.log(`${worthOf(best, sets).toFixed(4)} to begin with`);
  for (let improved = true; improved;) {
    improved = false;
    for (const [name, values] of Object.entries(grid) as [keyof WordWeights, readonly number[]][]) {
      for (const value of values) {
        const weights = { ...best.weights, [name]: value };
        if (tried.some((one) => JSON.stringify(one.weights) === JSON.stringify(weights))) continue;
        const trial = await attempt(product, sets, weights);
        tried.push(trial);
        if (worthOf(trial, sets) <= worthOf(best, sets) + 0.0005) continue;
        [best, improved] = [trial, true];
        console.log(`${worthOf(best, sets).toFixed(4)} with ${name} ${value}`);
      }
    }
  }
  return tried;
}

async function attempt({ platform, organizationId }: Product, sets: readonly Set[], weights: WordWeights): Promise<Trial> {
  const places: number[][] = [];
  for (const { projectId, questions } of sets) {
    const ofSet: number[] = [];
    for (const { text, right } of questions) {
      const { passages } = await engineOf(platform).database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) =>
        rankWords(db, { organizationId, projectId }, text, depth, weights),
      );
      ofSet.push(passages.findIndex(({ chunk_id }) => right.has(Number(chunk_id))));
    }
    places.push(ofSet);
  }
  return { weights, places };
}

/** How well a trial did on some of the folds: the mean of reciprocal places, each set by its share. */
function worthOf({ places }: Trial, sets: readonly Set[], isCounted: (fold: number) => boolean = () => true): number {
  const worths = sets.map(({ questions, share }, set) => {
    const counted = places[set]!.filter((_place, at) => isCounted(questions[at]!.fold));
    return share * mean(counted.map((place) => (place < 0 ? 0 : 1 / (place + 1))));
  });
  return worths.reduce((sum, worth) => sum + worth, 0) / sets.reduce((sum, { share }) => sum + share, 0);
}

type Figures = { set: string; questions: number; first: string; "among 5": string; "MRR@10": string; "nDCG@10": string };

/** Of each fold, what the weights find that do best on the others. */
function figuresOf(tried: readonly Trial[], sets: readonly Set[]): Figures[] {
  const chosen = Array.from({ length: foldCount }, (_, fold) => {
    const worth = (trial: Trial) => worthOf(trial, sets, (other) => other !== fold);
    return tried.toSorted((one, other) => worth(other) - worth(one))[0]!;
  });
  return sets.map(({ name, questions }, set) => {
    const places = questions.map(({ fold }, at) => chosen[fold]!.places[set]![at]!);
    const found = (worth: (place: number) => number) => mean(places.map((place) => (place < 0 ? 0 : worth(place)))).toFixed(3);
    return {
      set: name,
      questions: questions.length,
      first: found((place) => (place === 0 ? 1 : 0)),
      "among 5": found((place) => (place < 5 ? 1 : 0)),
      "MRR@10": found((place) => 1 / (place + 1)),
      "nDCG@10": found((place) => 1 / Math.log2(place + 2)),
    };
  });
}

function write(weights: WordWeights, figures: readonly Figures[]): void {
  const lines = figures.map(
    (one) =>
      ` * ${one.set}, ${one.questions} questions: first ${one.first}, among five ${one["among 5"]}, MRR@10 ${one["MRR@10"]}, nDCG@10 ${one["nDCG@10"]}`,
  );
  const entries = Object.entries(weights).map(([name, value]) => `  ${name}: ${value},`);
  writeFileSync(
    new URL("../features/knowledge/server/word-weights.ts", import.meta.url),
    `/**
 * What \`npm run bench -- learn-words --write\` found to do best; not to be changed by hand. Over folds of documents, each
 * measured with the weights that did best on the others:
${lines.join("\n")}
 */
export const wordWeights = {
${entries.join("\n")}
};
`,
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
