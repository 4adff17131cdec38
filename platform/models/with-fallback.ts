import { openCircuit, type Circuit } from "../circuit.ts";
import type { OpenModel } from "./models.ts";
import { askedRest } from "./provider-error.ts";

/** A model that can be asked. `provider_id` null: the installation's. */
export type OpenedModel = {
  model: OpenModel;
  name: string;
  provider_id: string | null;
  /** What is said of its failure to those who look after it; never a key. */
  describe(error: unknown): string;
};

/** `second` answers where the first fails before its first word, or has none after so long. */
export type ModelSource = { first: OpenedModel; second: (OpenedModel & { afterMs: number }) | null };

export type ModelFailure = { provider_id: string | null; error: string };

/** One model made of both: what is asked of it is answered once, by the one or the other. */
export type Answering = {
  model: OpenModel;
  /** Who answers now; one that was left is not asked again in this answer. */
  current(): OpenedModel;
  /** What failed since it was asked last. */
  takeFailures(): ModelFailure[];
};

type Model = ReturnType<(typeof import("ai"))["wrapLanguageModel"]>;
type StreamOptions = Parameters<Model["doStream"]>[0];
type Streamed = Awaited<ReturnType<Model["doStream"]>>;
type Part = Streamed["stream"] extends ReadableStream<infer P> ? P : never;

/** After so many failures in a row a model is left alone for so long, so that visitors do not wait for each. */
const failuresMax = 3;
const restMs = 30_000;
const circuits = new Map<string, Circuit>();
const circuitsMax = 1_000;

export async function withFallback({ first, second }: ModelSource): Promise<Answering> {
  const failures: ModelFailure[] = [];
  const noted = (of: OpenedModel, error: unknown) => void failures.push({ provider_id: of.provider_id, error: of.describe(error) });
  const taken = () => failures.splice(0);
  if (!second) return { model: first.model, current: () => first, takeFailures: taken };

  const { wrapLanguageModel } = await import("ai");
  const [one, other] = [first, second].map(({ model }) => wrapLanguageModel({ model, middleware: {} })) as [Model, Model];
  const circuit = circuitOf(first);
  let active = first;
  let isAsked = false;

  /** While the first rests, nobody waits for it. */
  function asksFirst(): boolean {
    if (!isAsked && !circuit.enter()) active = second!;
    isAsked = true;
    return active === first;
  }

  /** @throws what the caller's signal aborts with */
  function leave(error: unknown, signal: AbortSignal | undefined): void {
    if (signal?.aborted) {
      circuit.succeeded();
      throw signal.reason;
    }
    noted(first, error);
    circuit.failed(askedRest(error));
    active = second!;
  }

  const model: Model = {
    specificationVersion: "v4",
    get provider() {
      return active.model.provider;
    },
    get modelId() {
      return active.model.modelId;
    },
    supportedUrls: {},
    async doGenerate(options) {
      if (asksFirst()) {
        try {
          const generated = await one.doGenerate(options);
          circuit.succeeded();
          return generated;
        } catch (error) {
          leave(error, options.abortSignal);
        }
      }
      return other.doGenerate(options);
    },
    async doStream(options) {
      if (asksFirst()) {
        try {
          const begun = await begin(one, options, second.afterMs);
          circuit.succeeded();
          return begun;
        } catch (error) {
          leave(error, options.abortSignal);
        }
      }
      return other.doStream(options);
    },
  };
  return { model, current: () => active, takeFailures: taken };
}

/** Resolves with its stream once a first word is there. */
async function begin(model: Model, options: StreamOptions, afterMs: number): Promise<Streamed> {
  const stop = new AbortController();
  const slow = setTimeout(() => stop.abort(new Error(`It said nothing within ${afterMs / 1_000} s.`)), afterMs);
  const signal = options.abortSignal ? AbortSignal.any([options.abortSignal, stop.signal]) : stop.signal;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  aborted.catch(() => {});
  signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  let reader: ReadableStreamDefaultReader<Part> | undefined;
  try {
    const asked = Promise.resolve(model.doStream({ ...options, abortSignal: signal }));
    asked.catch(() => {});
    const streamed = await Promise.race([asked, aborted]);
    reader = streamed.stream.getReader();
    const held: Part[] = [];
    for (let begins = false; !begins;) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) throw new Error("It ended without a word.");
      if (value.type === "error") throw value.error;
      if (value.type === "finish" && value.finishReason.unified !== "tool-calls")
        throw new Error(`It ended without a word (${value.finishReason.unified}).`);
      held.push(value);
      begins = isWord(value);
    }
    return { ...streamed, stream: goingOn(held, reader) };
  } catch (error) {
    stop.abort(error);
    reader?.cancel(error).catch(() => {});
    throw error;
  } finally {
    clearTimeout(slow);
  }
}

const isWord = (part: Part) =>
  ((part.type === "text-delta" || part.type === "reasoning-delta") && part.delta !== "") ||
  part.type === "tool-input-start" ||
  part.type === "tool-call";

function goingOn(held: readonly Part[], reader: ReadableStreamDefaultReader<Part>): ReadableStream<Part> {
  return new ReadableStream({
    start(controller) {
      for (const part of held) controller.enqueue(part);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function circuitOf({ model, name, provider_id }: OpenedModel): Circuit {
  const key = `${provider_id ?? model.provider} ${name}`;
  const circuit = circuits.get(key) ?? openCircuit(failuresMax, restMs);
  circuits.delete(key);
  circuits.set(key, circuit);
  for (const oldest of circuits.keys()) {
    if (circuits.size <= circuitsMax) break;
    circuits.delete(oldest);
  }
  return circuit;
}
