import type { Answerer, AnswererTools, Question } from "#features/answering/server/answerer.ts";
import { asVisitorError } from "#features/answering/server/model-error.ts";
import { paced } from "#features/answering/server/paced.ts";
import { AppError } from "#platform/errors.ts";
import type { EventStream } from "#platform/http/event-stream.ts";
import type { Logger } from "#platform/log.ts";
import type { AnswerEvent } from "../contract.ts";
import type { tellAnswer } from "./answers-under-way.ts";
import type { VisitorConversation } from "./find-conversation.ts";
import type { GivenAnswer } from "./store-answer.ts";

const answerLengthMax = 40_000;

/**
 * Passes the pieces of an answer on as they come, until its end, a failure, the visitor's leaving, a limit, or until
 * `signal` aborts. Stores nothing; `error` is what the visitor is to read of a failure.
 */
export async function streamAnswer(source: {
  found: VisitorConversation;
  question: Question;
  answerer: Answerer;
  secondsMax: number;
  stream: EventStream;
  signal: AbortSignal;
  /** Aborts once a person takes the conversation over. */
  silence: AbortSignal;
  tools: Omit<AnswererTools, "signal">;
  /** Those of the team who look on. */
  told: Pick<ReturnType<typeof tellAnswer>, "add" | "beginAgain">;
  log: Logger;
}): Promise<{ given: GivenAnswer; error: AppError | null }> {
  const { found, question, answerer, secondsMax, stream, tools, log } = source;
  const send = ({ event, data }: AnswerEvent) => stream.send(event, data);
  const beganAt = performance.now();
  const given: GivenAnswer = {
    text: "",
    citations: [],
    outcome: "answered",
    tokens: { input: 0, output: 0 },
    used: [],
    failures: [],
    calls: [],
    proposal: null,
    firstMs: null,
    asksPerson: false,
    ends: false,
  };
  let queryMs: number | undefined;
  const give = (signal: AbortSignal) => answerer(question, { ...tools, signal });
  try {
    for await (const piece of paced(give, { secondsMax, signal: AbortSignal.any([stream.signal, source.signal, source.silence]) })) {
      if (piece.type === "text") {
        const delta = piece.delta.slice(0, answerLengthMax - given.text.length).toWellFormed();
        given.text += delta;
        given.firstMs ??= Math.round(performance.now() - beganAt);
        send({ event: "text", data: { delta } });
        source.told.add(delta);
        if (delta.length < piece.delta.length) throw new AppError("unavailable", "The answer became too long and was cut off.");
      } else if (piece.type === "called_back") {
        given.text = "";
        source.told.beginAgain();
      } else if (piece.type === "ends") {
        given.ends = true;
      } else if (piece.type === "asks_person") {
        given.asksPerson = true;
      } else if (piece.type === "citations") {
        given.citations = piece.data;
        send({ event: "citations", data: { data: piece.data } });
      } else if (piece.type === "usage") {
        given.tokens.input += piece.input_tokens;
        given.tokens.output += piece.output_tokens;
        given.used.push({ ...piece.model, input: piece.input_tokens, output: piece.output_tokens });
      } else if (piece.type === "called") {
        given.calls.push(piece.call);
      } else if (piece.type === "proposes") {
        given.proposal = piece.proposal;
      } else if (piece.type === "model_failed") {
        given.failures.push(piece.failure);
      } else if (piece.type === "why") {
        queryMs = piece.why.written?.ms;
      } else if (piece.type === "end") {
        given.outcome = piece.outcome;
        log.info({ agent_id: found.agent.id, outcome: piece.outcome, tokens: given.tokens, query_ms: queryMs }, "a question was answered");
      }
    }
  } catch (reason) {
    // An answer that had to stop failed; one that nobody waits for any more was left, and so was one that a person took over.
    const isLeft = source.silence.aborted || (stream.signal.aborted && !(stream.signal.reason instanceof AppError));
    given.outcome = isLeft ? "aborted" : "failed";
    if (source.silence.aborted) return { given, error: null };
    if (!stream.signal.aborted && !(reason instanceof AppError)) log.error({ err: reason }, "an answer failed");
    return { given, error: asVisitorError(reason) };
  }
  return { given, error: null };
}
