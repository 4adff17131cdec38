import type { TriedAnswer } from "../contract.ts";
import type { Answerer, AnswererTools } from "./answerer.ts";

/** The whole answer to a question that no conversation surrounds, and why it is what it is. */
export async function answerOnce(answerer: Answerer, text: string, tools: AnswererTools): Promise<TriedAnswer> {
  const answer: TriedAnswer = { text: "", citations: [], outcome: "declined", why: null };
  for await (const piece of answerer({ text, history: [], agent: nobody }, tools)) {
    if (piece.type === "text") answer.text += piece.delta;
    else if (piece.type === "called_back") answer.text = "";
    else if (piece.type === "citations") answer.citations = piece.data;
    else if (piece.type === "why") answer.why = piece.why;
    else if (piece.type === "end") answer.outcome = piece.outcome;
  }
  return answer;
}

const nobody = { name: "Agent", instructions: "", model_name: null, temperature: null };
