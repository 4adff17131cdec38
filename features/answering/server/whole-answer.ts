import type { TriedAnswer } from "../contract.ts";
import type { Answerer, AnswererTools, Question } from "./answerer.ts";

/** The whole answer to a question that nobody waits to read piece by piece, and why it is what it is. */
export async function wholeAnswer(
  answerer: Answerer,
  asked: Pick<Question, "text" | "history">,
  tools: AnswererTools,
): Promise<TriedAnswer> {
  const answer: TriedAnswer = { text: "", citations: [], outcome: "declined", why: null };
  for await (const piece of answerer({ ...asked, agent: nobody }, tools)) {
    if (piece.type === "text") answer.text += piece.delta;
    else if (piece.type === "called_back") answer.text = "";
    else if (piece.type === "citations") answer.citations = piece.data;
    else if (piece.type === "why") answer.why = piece.why;
    else if (piece.type === "end") answer.outcome = piece.outcome;
  }
  return answer;
}

const nobody = { name: "Agent", instructions: "", model_name: null, temperature: null };
