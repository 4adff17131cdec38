import type { TriedAnswer } from "../contract.ts";
import type { Answerer, AnswererTools, Question } from "./answerer.ts";

/**
 * The whole answer to a question that nobody waits to read piece by piece, and why it is what it is.
 *
 * @param count hears of tokens as soon as they are known, whatever becomes of the answer
 */
export async function wholeAnswer(
  answerer: Answerer,
  asked: Pick<Question, "text" | "history"> & { agent?: Question["agent"] },
  tools: AnswererTools,
  count: (inputTokens: number, outputTokens: number) => void = () => {},
): Promise<TriedAnswer> {
  const answer: TriedAnswer = { text: "", citations: [], outcome: "declined", why: null };
  for await (const piece of answerer({ agent: nobody, ...asked }, tools)) {
    if (piece.type === "text") answer.text += piece.delta;
    else if (piece.type === "called_back") answer.text = "";
    else if (piece.type === "citations") answer.citations = piece.data;
    else if (piece.type === "why") answer.why = piece.why;
    else if (piece.type === "usage") count(piece.input_tokens, piece.output_tokens);
    else if (piece.type === "end") answer.outcome = piece.outcome;
  }
  return answer;
}

const nobody = { name: "Agent", instructions: "", model_name: null, temperature: null };
