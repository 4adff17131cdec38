import type { TriedAnswer } from "#features/answering/contract.ts";
import { wholeAnswer } from "#features/answering/server/whole-answer.ts";
import type { AnswererTools } from "#features/answering/server/answerer.ts";
import { builtInAnswerer } from "#features/answering/server/built-in-answerer.ts";
import { readNaturalQuestions, readOwnQuestions, type NaturalQuestion } from "./knowledge/natural-questions.ts";
import { openProduct } from "./knowledge/product.ts";
import { sampleOf } from "./knowledge/sample.ts";

/**
 * What the built-in answerer makes of questions in customers' words, without a key: outright, as cards, or not at all. Of those
 * given, and of others that nothing is learned from or tuned to.
 */
export default async function everydayAnswers(): Promise<void> {
  const given = readNaturalQuestions();
  const heldOut = readNaturalQuestions("held-out");
  if (!given || !heldOut) return console.log("Skipped: ../shared/data/questions is not there.");
  const product = await openProduct();
  try {
    const policies = await product.createProject("Policies");
    await product.addFiles(policies, given.files);
    const unseen = readOwnQuestions("unseen");
    const others = await product.createProject("Other businesses");
    await product.addFiles(others, unseen.files);
    for (const [name, projectId, { questions }] of [
      ["questions given", policies, given],
      ["held out", policies, heldOut],
      ["on documents of other businesses, held out", others, unseen],
    ] as const) {
      const tools = {
        search: (query: string, limit: number) => product.search(projectId, query, limit),
        signal: new AbortController().signal,
      };
      const asked: Asked[] = [];
      for (const question of sampleOf(questions.filter(({ kind }) => kind !== "small-talk")))
        asked.push({ question, answer: await ask(question, tools) });
      console.log(name);
      report(asked);
    }
  } finally {
    await product.close();
  }
}

type Asked = { question: NaturalQuestion; answer: TriedAnswer };
function ask(question: NaturalQuestion, tools: AnswererTools): Promise<TriedAnswer> {
  const history = question.earlier === null ? [] : [{ role: "visitor" as const, text: question.earlier }];
  return wholeAnswer(builtInAnswerer, { text: question.text, history }, tools);
}

function report(asked: readonly Asked[]): void {
  const answerable = asked.filter(({ question }) => question.document !== null);
  const unanswerable = asked.filter(({ question }) => question.document === null);
  const answered = asked.filter(({ answer }) => answer.outcome === "answered");
  console.table([
    row("a right answer is shown", "≥ 60 %", answerable, isShown),
    ...Object.entries(Object.groupBy(answerable, ({ question }) => question.kind)).map(([kind, some = []]) =>
      row(`– ${kind}`, "", some, isShown),
    ),
    row("answered outright, and rightly", "≥ 30 %", answerable, (one) => one.answer.outcome === "answered" && isShown(one)),
    row("wrong among those answered", "≤ 10 %", answered, (one) => !isShown(one)),
    row("of what no document answers, not answered", "≥ 90 %", unanswerable, ({ answer }) => answer.outcome !== "answered"),
    row("of what no document answers, declined", "≥ 50 %", unanswerable, ({ answer }) => answer.outcome === "declined"),
  ]);
}

const isShown = ({ question, answer }: Asked) => [answer.text, ...answer.citations.map(({ text }) => text)].some(question.isAnswer);

function row(what: string, goal: string, among: readonly Asked[], holds: (one: Asked) => boolean) {
  const share = among.length === 0 ? "–" : `${((100 * among.filter(holds).length) / among.length).toFixed(1)} %`;
  return { what, goal, count: among.length, share };
}
