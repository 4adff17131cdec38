import type { Took, TriedAnswer } from "../contract.ts";
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
  count: (inputTokens: number, outputTokens: number, model: string) => void = () => {},
): Promise<TriedAnswer> {
  const begunAt = performance.now();
  const since = (time: number) => Math.round(performance.now() - time);
  const took: Took = {
    searches: [],
    calls: [],
    first_ms: null,
    ms: 0,
    input_tokens: 0,
    output_tokens: 0,
    cost_usd: null,
    asks_person: false,
  };
  const answer: TriedAnswer = { text: "", citations: [], outcome: "declined", why: null, took };
  const search: AnswererTools["search"] = async (query, limit) => {
    const searchedAt = performance.now();
    const found = await tools.search(query, limit);
    took.searches.push({ query, found: found.length, ms: since(searchedAt) });
    return found;
  };
  for await (const piece of answerer({ agent: nobody, ...asked }, { ...tools, search })) {
    if (piece.type === "text" && piece.delta !== "") took.first_ms ??= since(begunAt);
    if (piece.type === "text") answer.text += piece.delta;
    else if (piece.type === "called_back") answer.text = "";
    else if (piece.type === "citations") answer.citations = piece.data;
    else if (piece.type === "called") took.calls.push(piece.call);
    else if (piece.type === "why") answer.why = piece.why;
    else if (piece.type === "asks_person") took.asks_person = true;
    else if (piece.type === "usage") {
      took.input_tokens += piece.input_tokens;
      took.output_tokens += piece.output_tokens;
      count(piece.input_tokens, piece.output_tokens, piece.model.name);
    } else if (piece.type === "end") answer.outcome = piece.outcome;
  }
  took.ms = since(begunAt);
  return answer;
}

const nobody = { name: "Agent", instructions: "", model_name: null, temperature: null };
