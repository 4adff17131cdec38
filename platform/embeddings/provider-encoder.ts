import { setTimeout as sleep } from "node:timers/promises";
import type { EmbeddingModel } from "ai";
import type { Logger } from "../log.ts";
import { openCircuit, type Circuit } from "../circuit.ts";
import { EncoderRests, type Encoder, type Scale } from "./embeddings.ts";
import type { Endpoint } from "./endpoints.ts";
import { measureScale } from "./measure-scale.ts";
import { askedRest, isRefusal } from "../models/provider-error.ts";

type Limits = { questionMs: number; textsMs: number; failuresMax: number; restMs: number; waitMsMax: number; batchMax: number };
/**
 * A question waits so long; after so many failures in a row search goes by words for so long. What is indexed waits out a rest of
 * up to `waitMsMax` that the provider asks for, and leaves a longer one to a later job.
 */
const usualLimits: Limits = { questionMs: 1_000, textsMs: 60_000, failuresMax: 3, restMs: 30_000, waitMsMax: 20_000, batchMax: 64 };
const waitsMax = 5;
/** Of a text; models read up to 2,048 tokens and more. */
const textLengthMax = 2_000;

/** A model of a provider, reached over the network. */
export function openProviderEncoder(model: string, endpoint: Endpoint, log: Logger, limits: Partial<Limits> = {}): Encoder {
  const { questionMs, textsMs, failuresMax, restMs, waitMsMax, ...usual } = { ...usualLimits, ...limits };
  let { batchMax } = usual;
  // What is indexed may use up a rate that still lets single questions through.
  const questions = openCircuit(failuresMax, restMs);
  const texts = openCircuit(failuresMax, restMs);
  let opened: Promise<EmbeddingModel> | null = null;
  let known: Promise<Known> | null = null;
  type Known = { scale: Scale; dimensions: number };

  async function embed(values: readonly string[], as: "question" | "text", signal: AbortSignal): Promise<Float32Array[]> {
    const { embedMany } = await import("ai");
    opened ??= endpoint.open();
    const { embeddings } = await embedMany({
      model: await opened,
      values: values.map((value) => value.slice(0, textLengthMax).toWellFormed()),
      maxRetries: 0,
      maxParallelCalls: 1,
      abortSignal: signal,
      providerOptions: endpoint.optionsOf(as),
    });
    const dimensions = embeddings[0]?.length ?? 0;
    const isWhole =
      embeddings.length === values.length && embeddings.every((one) => one.length === dimensions && one.every(Number.isFinite));
    if (!isWhole || dimensions === 0) throw new Error("The provider's vectors are not what was asked for.");
    return embeddings.map((one) => Float32Array.from(one));
  }

  /** Asked once for as long as it succeeds; a question that cannot wait leaves it to the next. */
  function know(): Promise<Known> {
    known ??= learn().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  }

  async function learn(): Promise<Known> {
    let dimensions = 0;
    const scale = await measureScale(async (values, as) => {
      const vectors = await embed(values, as, AbortSignal.timeout(textsMs));
      dimensions = vectors[0]!.length;
      return vectors;
    });
    return { scale, dimensions };
  }

  async function embedKnown(values: readonly string[], as: "question" | "text", signal: AbortSignal): Promise<Float32Array[]> {
    const { dimensions } = await untilAborted(know(), signal);
    const vectors = await embed(values, as, signal);
    if (vectors[0]!.length !== dimensions) throw new Error("The provider's vectors have another length than before.");
    return vectors;
  }

  function fail(circuit: Circuit, error: unknown): void {
    const rest = circuit.failed(askedRest(error));
    if (rest === null) return;
    const reason = error instanceof Error ? error.message : String(error);
    const what = circuit === questions ? "search goes by words" : "nothing is encoded";
    log.warn({ model, error: reason }, `the provider of embeddings fails: ${what} for ${Math.ceil(rest / 1_000)} s`);
  }

  async function embedBatch(batch: readonly string[], signal: AbortSignal): Promise<(Float32Array | null)[]> {
    for (let waits = 0; ; waits++) {
      if (!texts.enter()) throw new EncoderRests("The provider rests.");
      try {
        const vectors = await embedKnown(batch, "text", AbortSignal.any([signal, AbortSignal.timeout(textsMs)]));
        texts.succeeded();
        return vectors;
      } catch (error) {
        if (signal.aborted) {
          texts.succeeded();
          throw signal.reason;
        }
        if (known && isRefusal(error) && (await isWorking(signal))) {
          texts.succeeded();
          return batch.length > 1 ? halves(batch, signal) : [null];
        }
        const wait = askedRest(error);
        if (wait === null || wait > waitMsMax || waits >= waitsMax) {
          fail(texts, error);
          throw new EncoderRests("The provider does not answer.", { cause: error });
        }
        texts.succeeded();
        await sleep(wait, null, { signal });
      }
    }
  }

  /** Too many at once, or one that is not taken. Where both halves are taken it was the number. */
  async function halves(batch: readonly string[], signal: AbortSignal): Promise<(Float32Array | null)[]> {
    const middle = Math.ceil(batch.length / 2);
    const vectors = [...(await embedBatch(batch.slice(0, middle), signal)), ...(await embedBatch(batch.slice(middle), signal))];
    if (!vectors.includes(null)) batchMax = Math.min(batchMax, middle);
    return vectors;
  }

  /** Whether it is the text that is refused, and not its caller. */
  const isWorking = (signal: AbortSignal): Promise<boolean> =>
    embed(["We are open from nine to five."], "text", AbortSignal.any([signal, AbortSignal.timeout(textsMs)])).then(
      () => true,
      () => false,
    );

  return {
    model,
    takes: (text) => /\p{L}/u.test(text),
    isResting: texts.isResting,

    async ofQuestion(text) {
      if (!/\p{L}/u.test(text) || !questions.enter()) return null;
      try {
        const signal = AbortSignal.timeout(questionMs);
        const [vector] = await embedKnown([text], "question", signal);
        questions.succeeded();
        return { model, vector: vector!, scale: (await know()).scale };
      } catch (error) {
        fail(questions, error);
        return null;
      }
    },

    async ofTexts(list, signal) {
      const vectors: (Float32Array | null)[] = [];
      while (vectors.length < list.length)
        vectors.push(...(await embedBatch(list.slice(vectors.length, vectors.length + batchMax), signal)));
      return vectors;
    },

    async close() {},
  };
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const leave = () => reject(signal.reason as Error);
  signal.addEventListener("abort", leave, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener("abort", leave));
}
