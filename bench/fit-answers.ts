import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readingsOf, type Reading } from "#features/answering/server/follow-up.ts";
import { analyseQuestion } from "#features/answering/server/question.ts";
import { quotesGiven } from "#features/answering/server/quotes-given.ts";
import { quoteOf } from "#features/answering/server/quote.ts";
import { passagesJudged } from "#features/answering/server/search-ahead.ts";
import { daringSigns, signsOf, type Signs } from "#features/answering/server/signs.ts";
import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { addParagraphs } from "./knowledge/add-paragraphs.ts";
import { fit, likelihoodOf, type Model, type Row } from "./knowledge/logistic.ts";
import { readNaturalQuestions, readOwnQuestions, type NaturalQuestion } from "./knowledge/natural-questions.ts";
import { openProduct, type Product } from "./knowledge/product.ts";
import { readRetrievalData } from "./knowledge/retrieval-data.ts";
import { optionOf } from "./knowledge/sample.ts";

/**
 * Learns when the built-in answerer dares, where passages are found by meaning: how much each sign says that a quote answers and
 * that a passage helps, by logistic regression, and from which likelihoods on it answers and suggests. Figures come from folds of
 * documents. `--write` puts them into the product; `--keep=FILE` saves what search found, or takes it from there.
 */
export default async function fitAnswers(): Promise<void> {
  const file = optionOf("keep");
  const found = file && existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Found[]) : await search();
  if (file && !existsSync(file)) writeFileSync(file, JSON.stringify(found));
  if (found.length === 0) return console.log("Skipped: ../shared/data is not there.");
  learn(found.map(weigh));
}

/** A question with what search found for it. `right`: whether a passage is of a document that answers; `helps`: whether it answers. */
type Found = {
  set: string;
  fold: string;
  reading: Reading;
  answer: string | null;
  passages: (Omit<RankedPassage, "rarity" | "meant"> & { rarity: [string, number][]; meant: [string, string[]][] })[];
  right: boolean[];
  helps: boolean[];
};

/** How much each set weighs in what is learned: customers' questions most, for which the product is made. */
const weightOf: Record<string, number> = { given: 1, own: 0.7, paragraphs: 0.3, elsewhere: 0.2 };
const foldCount = 5;
const perKind = 150;

async function search(): Promise<Found[]> {
  const product = await openProduct();
  try {
    return [...(await searchNatural(product)), ...(await searchOwn(product)), ...(await searchParagraphs(product))];
  } finally {
    await product.close();
  }
}

async function searchNatural(product: Product): Promise<Found[]> {
  const natural = readNaturalQuestions();
  if (!natural) return [];
  const projectId = await product.createProject("Policies");
  const fileOf = await product.addFiles(projectId, natural.files);
  return searchAll(product, "given", projectId, fileOf, natural.questions);
}

/** Each in a project of its own: of two businesses in one, both answer "Can I ring you?". */
async function searchOwn(product: Product): Promise<Found[]> {
  const { files, questions } = readOwnQuestions();
  const found: Found[] = [];
  for (const file of files) {
    const projectId = await product.createProject(file.name);
    const fileOf = await product.addFiles(projectId, [file]);
    const asked = questions.filter(({ document }) => document === null || document === file.name);
    found.push(...(await searchAll(product, "own", projectId, fileOf, asked)));
  }
  return found;
}

async function searchAll(
  product: Product,
  set: string,
  projectId: string,
  fileOf: ReadonlyMap<string, string>,
  questions: readonly NaturalQuestion[],
): Promise<Found[]> {
  const found: Found[] = [];
  for (const question of questions) {
    if (question.kind === "small-talk") continue;
    const history = question.earlier === null ? [] : [{ role: "visitor" as const, text: question.earlier }];
    const [reading] = readingsOf({ text: question.text, history, agent });
    const passages = await searchFor(product, projectId, reading!);
    const right = passages.map(({ source_id }) => question.isOf(fileOf.get(source_id)!));
    const helps = passages.map(({ text }, at) => right[at]! && question.isAnswer(text));
    found.push({ set, fold: question.document ?? question.text, reading: reading!, answer: question.answer, passages, right, helps });
  }
  return found;
}

/** Questions on paragraphs of an encyclopedia, and on articles that are not there. */
async function searchParagraphs(product: Product): Promise<Found[]> {
  const data = readRetrievalData("squad-en");
  if (!data) return [];
  const titleOf = new Map(data.docs.map(({ id, title }) => [id, title]));
  const titles = [...new Set(data.docs.map(({ title }) => title))].toSorted();
  const leftOut = new Set(titles.filter((_title, at) => at % 6 === 5));
  const there = data.docs.filter(({ title }, at) => !leftOut.has(title) && at % 2 === 0);
  const ids = new Set(there.map(({ id }) => id));
  const projectId = await product.createProject("Paragraphs");
  const paragraphOf = await addParagraphs(product, projectId, there);
  const kinds = [
    { set: "paragraphs", queries: data.queries.filter(({ answerable, gold }) => answerable === true && ids.has(gold)) },
    { set: "elsewhere", queries: data.queries.filter(({ gold }) => leftOut.has(titleOf.get(gold)!)) },
  ];
  const found: Found[] = [];
  for (const { set, queries } of kinds) {
    for (const { query, gold, answer } of spread(queries, perKind)) {
      const reading = { text: query, earlier: null };
      const passages = await searchFor(product, projectId, reading);
      const helps = passages.map(({ source_id }) => set === "paragraphs" && paragraphOf.get(source_id) === gold);
      const pattern = set === "paragraphs" ? answer!.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : null;
      found.push({ set, fold: titleOf.get(gold)!, reading, answer: pattern, passages, right: helps, helps });
    }
  }
  return found;
}

async function searchFor(product: Product, projectId: string, { text, earlier }: Reading): Promise<Found["passages"]> {
  const passages = await product.search(projectId, earlier ? `${earlier} ${text}` : text, passagesJudged);
  return passages.map((passage) => ({
    ...passage,
    rarity: [...passage.rarity],
    meant: [...passage.meant].map(([term, others]) => [term, [...others]] as [string, string[]]),
  }));
}

const agent = { name: "Bench", instructions: "", model_name: null, temperature: null };
const spread = <T>(list: readonly T[], count: number) =>
  Array.from({ length: Math.min(count, list.length) }, (_item, at) => list[Math.floor((at * list.length) / Math.min(count, list.length))]!);

type Quoted = { signs: Signs; values: number[]; isRight: boolean; text: string };
type Asked = { set: string; fold: string; answerable: boolean; passages: { values: number[]; helps: boolean; quotes: Quoted[] }[] };
type Models = { answers: Model; helps: Model };

let signNames: { passage: string[]; sentence: string[] } = { passage: [], sentence: [] };

/** What the product would weigh of each passage: its signs, and each quote that could be given of it. */
function weigh({ set, fold, reading, answer, passages, right, helps }: Found): Asked {
  const ranked = passages.map((passage) => ({ ...passage, rarity: new Map(passage.rarity), meant: new Map(passage.meant) }));
  const pattern = answer === null ? null : new RegExp(answer, "iu");
  const weighed = ranked[0] ? signsOf(analyseQuestion(reading.text, ranked[0], reading.earlier), ranked) : [];
  return {
    set,
    fold,
    answerable: answer !== null,
    passages: weighed.map(({ passage, sentences, signs, each }, place) => {
      remember(signs, each[0]);
      const question = analyseQuestion(reading.text, ranked[0]!, reading.earlier);
      const quotes = each.flatMap((own, at): Quoted[] => {
        const quote = quoteOf(passage, { sentences, at, goesOn: false }, question);
        if (!quote) return [];
        return [
          {
            signs: { ...signs, ...own },
            values: [...Object.values(signs), ...Object.values(own)],
            text: quote.text,
            isRight: right[place]! && pattern!.test(quote.said),
          },
        ];
      });
      return { values: Object.values(signs), helps: helps[place]!, quotes };
    }),
  };
}

function remember(passage: Signs, sentence: Signs | undefined): void {
  if (sentence) signNames = { passage: Object.keys(passage), sentence: Object.keys(sentence) };
}

/** Weights that few questions speak for stay small. */
const penalty = { answers: 8, helps: 2, dares: 8 };
const suggestionsMax = 3;
/** Of the answers given to customers, how many may be wrong, and of what nothing answers, how much is to be declined. */
const wrongMax = 0.1;
const declinedMin = 0.6;

function learn(asked: readonly Asked[]): void {
  const chosen = inFolds(asked, learnFrom, choose);
  const judged = inFolds(chosen, learnToDare, judge);
  const customers = judged.filter(({ set }) => set === "given" || set === "own");
  const nothing = customers
    .filter(({ answerable }) => !answerable)
    .map((one) => one.helps)
    .toSorted((one, other) => one - other);
  const helpsFrom = round((nothing[Math.ceil(declinedMin * nothing.length) - 1] ?? 0) + 0.001);
  const answersFrom = thresholds.find((from) => isSafe(customers.filter(({ answers }) => answers >= from))) ?? 0.95;
  const figures = Object.fromEntries(
    Object.keys(weightOf).map((set) => [
      set,
      figuresOf(
        judged.filter((one) => one.set === set),
        answersFrom,
        helpsFrom,
      ),
    ]),
  );
  console.table(figures);
  if (process.argv.includes("--curve")) curve(judged);
  const { answers, helps } = learnFrom(asked);
  const named = (model: Model, names: readonly string[]) => ({
    bias: round(model.bias),
    of: Object.fromEntries(names.map((name, at) => [name, round(model.weights[at]!)])),
  });
  const data = {
    learned:
      "by `npm run bench -- fit-answers --write`; not to be changed by hand. Figures are means over folds of documents, each measured by what the others gave.",
    figures,
    answersFrom,
    helpsFrom,
    answers: named(answers, [...signNames.passage, ...signNames.sentence]),
    helps: named(helps, signNames.passage),
    dares: named(learnToDare(chosen), daringNames),
  };
  if (process.argv.includes("--write"))
    writeFileSync(new URL("../features/answering/server/weights.json", import.meta.url), `${JSON.stringify(data, null, 2)}\n`);
}

function curve(judged: readonly Judged[]): void {
  for (const set of ["given", "own"]) {
    const list = judged.filter((one) => one.set === set);
    for (const helpsFrom of [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6])
      console.log(set, helpsFrom, JSON.stringify(figuresOf(list, 2, helpsFrom)));
    for (const from of [0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]) {
      const answered = list.filter(({ answers }) => answers >= from);
      console.log(
        set,
        from,
        answered.length,
        "wrong",
        percent(answered, ({ quotesRightly }) => !quotesRightly),
      );
    }
  }
}

/** Each from what was learned of the other folds. */
function inFolds<T extends Asked, Learned, Result>(
  list: readonly T[],
  learnOf: (some: T[]) => Learned,
  apply: (one: T, learned: Learned) => Result,
): Result[] {
  return Array.from({ length: foldCount }, (_item, fold) => {
    const learned = learnOf(list.filter((one) => foldOf(one) !== fold));
    return list.filter((one) => foldOf(one) === fold).map((one) => apply(one, learned));
  }).flat();
}

/** The quotes that would be given, and what speaks for giving them. */
type Chosen = Asked & { daring: number[]; helps: number; quotesRightly: boolean; showsRightly: boolean };
type Judged = Omit<Chosen, "passages"> & { answers: number };

function choose(one: Asked, models: Models): Chosen {
  const quoted = one.passages
    .flatMap(({ quotes }) => {
      const likely = quotes.map((quote) => ({ ...quote, likely: likelihoodOf(models.answers, quote.values) }));
      return likely.toSorted((first, second) => second.likely - first.likely).slice(0, 1);
    })
    .toSorted((first, second) => second.likely - first.likely);
  const shown = one.passages
    .map(({ values, helps }) => ({ helps, likely: likelihoodOf(models.helps, values) }))
    .toSorted((first, second) => second.likely - first.likely);
  const given = quotesGiven(quoted);
  const signs = daringSigns(
    given,
    shown.map(({ likely }) => likely),
  );
  daringNames = Object.keys(signs);
  return {
    ...one,
    daring: Object.values(signs),
    helps: shown[0]?.likely ?? 0,
    quotesRightly: given.some(({ isRight }) => isRight),
    showsRightly: shown.slice(0, suggestionsMax).some(({ helps }) => helps),
  };
}

let daringNames: string[] = [];

const judge = (one: Chosen, dares: Model): Judged => ({ ...one, answers: likelihoodOf(dares, one.daring) });

function learnToDare(chosen: readonly Chosen[]): Model {
  return fit(
    chosen.map((one): Row => ({ values: one.daring, holds: one.quotesRightly, weight: weightOf[one.set] ?? 0 })),
    penalty.dares,
  );
}

function learnFrom(asked: readonly Asked[]): Models {
  const sizes = new Map<string, number>();
  for (const { set } of asked) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  const weightFor = ({ set, passages }: Asked) => (100 * (weightOf[set] ?? 0)) / sizes.get(set)! / passages.length;
  return {
    answers: fit(
      asked.flatMap((one) =>
        one.passages.flatMap(({ quotes }) =>
          quotes.map(({ values, isRight }): Row => ({ values, holds: isRight, weight: weightFor(one) / Math.sqrt(quotes.length) })),
        ),
      ),
      penalty.answers,
    ),
    helps: fit(
      asked.flatMap((one) => one.passages.map(({ values, helps }): Row => ({ values, holds: helps, weight: weightFor(one) }))),
      penalty.helps,
    ),
  };
}

function figuresOf(judged: readonly Judged[], answersFrom: number, helpsFrom: number) {
  const isAnswered = ({ answers }: Judged) => answers >= answersFrom;
  const isDeclined = (one: Judged) => !isAnswered(one) && one.helps < helpsFrom;
  const answerable = judged.filter((one) => one.answerable);
  const others = judged.filter((one) => !one.answerable);
  const shows = (one: Judged) => (isAnswered(one) ? one.quotesRightly : !isDeclined(one) && one.showsRightly);
  return {
    "right shown": percent(answerable, shows),
    "answered rightly": percent(answerable, (one) => isAnswered(one) && one.quotesRightly),
    "wrong among answered": percent(judged.filter(isAnswered), (one) => !one.quotesRightly),
    "answerable declined": percent(answerable, isDeclined),
    "unanswerable not answered": percent(others, (one) => !isAnswered(one)),
    "unanswerable declined": percent(others, isDeclined),
  };
}

const isSafe = (answered: readonly Judged[]) => share(answered, ({ quotesRightly }) => !quotesRightly) <= wrongMax;
const thresholds = Array.from({ length: 70 }, (_item, at) => (at + 30) / 100);
const round = (value: number) => Number(value.toFixed(3));
const foldOf = ({ fold }: Asked) => [...fold].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7) % foldCount;
const share = <T>(list: readonly T[], holds: (item: T) => boolean) => (list.length === 0 ? 0 : list.filter(holds).length / list.length);
const percent = <T>(list: readonly T[], holds: (item: T) => boolean) =>
  list.length === 0 ? "–" : `${(100 * share(list, holds)).toFixed(1)} %`;
