import type { TriedAnswer } from "#features/answering/contract.ts";
import { builtInAnswerer } from "#features/answering/server/built-in-answerer.ts";
import { readNaturalQuestions, type NaturalQuestion } from "./knowledge/natural-questions.ts";
import { openProduct } from "./knowledge/product.ts";
import { sampleOf } from "./knowledge/sample.ts";

/** What the built-in answerer makes of questions in customers' words, without a key: outright, as cards, or not at all. */
export default async function everydayAnswers(): Promise<void> {
  const natural = readNaturalQuestions();
  if (!natural) return console.log("Skipped: ../shared/data/questions is not there.");
  const product = await openProduct();
  try {
    const projectId = await product.createProject("Policies");
    await product.addFiles(projectId, natural.files);
    const search = (query: string, limit: number) => product.search(projectId, query, limit);
    const asked: Asked[] = [];
    for (const question of sampleOf(natural.questions)) asked.push({ question, answer: await ask(question, search) });
    report(asked);
  } finally {
    await product.close();
  }
}

type Asked = { question: NaturalQuestion; answer: Pick<TriedAnswer, "text" | "citations" | "outcome"> };
type Search = Parameters<typeof builtInAnswerer>[1]["search"];

async function ask(question: NaturalQuestion, search: Search): Promise<Asked["answer"]> {
  const answer: Asked["answer"] = { text: "", citations: [], outcome: "declined" };
  const history = question.earlier === null ? [] : [{ role: "visitor" as const, text: question.earlier }];
  const agent = { name: "Bench", instructions: "", model_name: null, temperature: null };
  for await (const piece of builtInAnswerer({ text: question.text, history, agent }, { search, signal: new AbortController().signal })) {
    if (piece.type === "text") answer.text += piece.delta;
    else if (piece.type === "citations") answer.citations = piece.data;
    else if (piece.type === "end") answer.outcome = piece.outcome;
  }
  return answer;
}

function report(asked: readonly Asked[]): void {
  const answerable = asked.filter(({ question }) => question.document !== null);
  const unanswerable = asked.filter(({ question }) => question.document === null);
  const answered = answerable.filter(({ answer }) => answer.outcome === "answered");
  console.table([
    row("a right answer is shown", "≥ 60 %", answerable, isShown),
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
