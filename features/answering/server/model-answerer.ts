import { z } from "zod";
import { AppError } from "#platform/errors.ts";
import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import type { Logger } from "#platform/log.ts";
import { withFallback, type ModelSource } from "#platform/models/with-fallback.ts";
import type { Answerer, AnswerPiece } from "./answerer.ts";
import type { Beginnings } from "./beginnings.ts";
import { findForModel } from "./find-for-model.ts";
import { Citations } from "./citations.ts";
import { MarkerFilter } from "./marker-filter.ts";
import { asVisitorError, modelErrorForLog } from "./model-error.ts";
import { asStorable, CleanText } from "./clean-text.ts";
import { ReasoningFilter } from "./reasoning-filter.ts";
import { answerInWords } from "./built-in-answerer.ts";
import { suggestionsMax } from "./judged.ts";
import { passagesPerSearch } from "./search-ahead.ts";
import {
  confirmSentence,
  declineSentence,
  effectSentence,
  smallTalkOf,
  suggestSentence,
  unfinishedSentence,
  unsupportedSentence,
} from "./small-talk.ts";
import { whyOf } from "./why.ts";
import { asCount } from "./write-query.ts";
import { instructionsFor, messagesFor, passagesAsData, searchDescription, toolAnswerAsData } from "./prompt.ts";
import { ToolCalls } from "./tool-calls.ts";

const stepsMax = 4;
/** Where the agent has tools: one answer can need several of them, one after the other. */
const stepsWithToolsMax = 8;
/** For one step, thinking included, and for all of them together; a step that would begin beyond the second does not. */
const outputTokensMax = 4_000;
const tokensMax = 40_000;
const searchInput = z.object({ query: z.string().min(1).max(300).describe("A few words to look for.") });

/**
 * Answers by a language model. It is searched before the model is asked, so that most answers need one step; the model searches
 * again where it has to. Nothing is cited that was not retrieved, and what says something without a passage says so.
 */
export function modelAnswerer(source: ModelSource, beginnings: Beginnings, log: Logger): Answerer {
  return async function* (question, tools) {
    const smallTalk = smallTalkOf(question.text);
    if (smallTalk?.kind === "person" && tools.place && tools.place.person !== "none") {
      yield* answerInWords(smallTalk, tools, question.agent);
      return;
    }
    const citations = new Citations();
    const ownWords = [question.agent.instructions, question.agent.helps_with].filter((text) => typeof text === "string");
    let filter = new MarkerFilter(citations, ownWords);
    const { model, current, takeFailures } = await withFallback(source);
    // Which of two models begins is known with its first word.
    let filtered: ReasoningFilter | undefined;
    const reasoningNow = () => (filtered ??= new ReasoningFilter(beginnings.of(model)));
    const failed = (): AnswerPiece[] => takeFailures().map((failure) => ({ type: "model_failed", failure }));
    const used = (inputTokens: number, outputTokens: number): AnswerPiece => {
      const { name, provider_id } = current();
      return { type: "usage", model: { name, provider_id }, input_tokens: inputTokens, output_tokens: outputTokens };
    };
    const clean = new CleanText();
    const [found, { streamText, tool, jsonSchema, isStepCount, ToolChoiceViolationError }] = await Promise.all([
      findForModel(model, question, tools, { beginnings, log }),
      import("ai"),
    ]);
    const { written } = found;
    yield* failed();
    if (written) yield used(written.inputTokens, written.outputTokens);
    const passages = citations.add(found.passages);
    const calls = new ToolCalls(tools.signal);
    const called = (): AnswerPiece[] => calls.take().map((call) => ({ type: "called", call }));
    // Where nobody can be asked, or somebody is, there is nobody to hand over to.
    const given = (tools.calls ?? []).filter(({ effect }) => effect !== "hand_over" || tools.place?.person === "offered");
    const own = Object.fromEntries(
      given.map((one) => {
        const inputSchema = jsonSchema(z.toJSONSchema(one.input) as object);
        const execute = async (input: unknown) => {
          const told = await calls.call(one, input);
          return toolAnswerAsData(one.name, "answer" in told ? { ...told.answer, number: citations.addAnswer(told.answer) } : told);
        };
        return [one.name, tool({ description: one.when, inputSchema, execute })];
      }),
    );
    const steps = given.length > 0 ? stepsWithToolsMax : stepsMax;
    const search = tool({
      description: searchDescription,
      inputSchema: searchInput,
      execute: async ({ query }) => passagesAsData(citations.add(await tools.search(asStorable(query), passagesPerSearch))),
    });
    const { stream } = streamText({
      model,
      instructions: instructionsFor(question.agent, given),
      messages: messagesFor(question, passages, found.languages),
      tools: { ...own, search },
      stopWhen: [isStepCount(steps), (done) => done.steps.reduce((sum, { usage }) => sum + (usage.totalTokens ?? 0), 0) > tokensMax],
      prepareStep: ({ stepNumber }) => (stepNumber === steps - 1 || calls.isSpent ? { toolChoice: "none" } : undefined),
      maxOutputTokens: outputTokensMax,
      ...(question.agent.temperature === null ? {} : { temperature: question.agent.temperature }),
      maxRetries: 1,
      abortSignal: tools.signal,
      onError() {},
    });

    let said = "";
    /** What the provider stopped for what it says: no part of it is an answer. */
    let isRefused = false;
    const callBack = (): AnswerPiece => {
      said = "";
      citations.forget();
      filter = new MarkerFilter(citations, ownWords);
      return { type: "called_back" };
    };
    /** What is shown begins with a word, and a second step's text with a line of its own. */
    const show = (text: string) => {
      const shown = said === "" ? text.trimStart() : text;
      said += shown;
      return shown;
    };
    try {
      for await (const part of stream) {
        if (part.type === "error") throw part.error;
        yield* failed();
        yield* called();
        if (part.type === "finish-step") {
          const reasoning = reasoningNow();
          const rest = show(filter.push(reasoning.end(part.finishReason === "stop")));
          beginnings.learn(model, reasoning.beginning);
          if (rest) yield { type: "text", delta: rest };
          const { inputTokens, outputTokens } = part.usage;
          yield used(asCount(inputTokens), asCount(outputTokens));
          if (part.finishReason === "length") throw new AppError("unavailable", "The answer became too long and was cut off.");
          isRefused ||= part.finishReason === "content-filter";
        }
        if (part.type === "tool-call") yield { type: "calling" };
        if (part.type === "tool-call" && said !== "") yield { type: "text", delta: show("\n\n") };
        if (part.type === "reasoning-delta") {
          const delta = show(filter.push(reasoningNow().thinksApart()));
          if (delta) yield { type: "text", delta };
        }
        if (part.type === "reasoning-delta" || part.type === "tool-input-delta") yield { type: "thinking" };
        if (part.type !== "text-delta") continue;
        const text = reasoningNow().push(clean.push(part.text));
        if (reasoningNow().calledBack()) yield callBack();
        const delta = show(filter.push(text));
        yield delta ? { type: "text", delta } : { type: "thinking" };
      }
    } catch (error) {
      yield* called();
      if (tools.signal.aborted) throw tools.signal.reason;
      yield* failed();
      if (error instanceof AppError) throw error;
      // One that is to answer by now, and calls a tool again.
      const goesOn = calls.areMade && ToolChoiceViolationError.isInstance(error);
      if (!goesOn) {
        log.warn(modelErrorForLog(error), "a model failed");
        const { provider_id, describe } = current();
        yield { type: "model_failed", failure: { provider_id, error: describe(error) } };
        throw asVisitorError(error);
      }
    }
    if (tools.signal.aborted) throw tools.signal.reason;
    if (isRefused) yield callBack();
    const rest = isRefused ? "" : show(filter.push(reasoningNow().push(clean.end()) + reasoningNow().end(true)) + filter.end());
    if (rest) yield { type: "text", delta: rest };
    const { unsure, chat } = filter.said;
    const declined = isRefused || filter.said.declined;
    if (said.trim() === "" && !declined && !unsure && calls.areMade) {
      const delta = calls.proposal ? confirmSentence(question) : (effectSentence(question, calls.effects) ?? unfinishedSentence(question));
      yield { type: "text", delta: show(delta) };
      if (!calls.proposal && calls.effects.size === 0) {
        yield { type: "end", outcome: "declined" };
        return;
      }
    }
    if (calls.effects.has("hand_over")) yield { type: "asks_person" };
    if (calls.effects.has("end")) yield { type: "ends" };
    if (calls.proposal) yield { type: "proposes", proposal: calls.proposal };
    if (said.trim() === "" && !declined && !unsure) {
      yield { type: "model_failed", failure: { provider_id: current().provider_id, error: "It ended without an answer." } };
      throw new AppError("unavailable", "The answer could not be completed. Try again in a moment.");
    }
    yield {
      type: "why",
      why: {
        ...whyOf(written?.query ?? question.text, { weighed: asWeighed(found.passages), threshold: 0.5 }),
        ...(written ? { written: { query: written.query, ms: written.ms } } : {}),
      },
    };
    const isSupported =
      citations.list.length > 0 || citations.restsOnTool || calls.proposal !== null || calls.effects.size > 0 || chat || smallTalk !== null;
    if (declined || (isSupported && !unsure)) {
      if (said.trim() === "")
        yield {
          type: "text",
          delta: await declineSentence(
            question,
            tools,
            found.passages.map(({ title }) => title),
          ),
        };
      if (citations.list.length > 0) yield { type: "citations", data: citations.list };
      yield { type: "end", outcome: declined ? "declined" : "answered" };
      return;
    }
    if (said.trim() === "") yield { type: "text", delta: suggestSentence(question) };
    else if (!unsure) yield { type: "text", delta: `\n\n${unsupportedSentence(question)}` };
    const shown = citations.suggestions(suggestionsMax);
    if (shown.length > 0) yield { type: "citations", data: shown };
    yield { type: "end", outcome: shown.length > 0 ? "suggested" : "declined" };
  };
}

/** What search ranks first is the measure of the others: a model reads all of them. */
function asWeighed(passages: readonly RankedPassage[]): { passage: RankedPassage; confidence: number }[] {
  return passages.map((passage) => ({ passage, confidence: passage.score / (passages[0]!.score || 1) }));
}
