import type { Encoder, Scale } from "#platform/embeddings/embeddings.ts";

const waitMs = 4_000;
const keptMax = 2_000;

type Meanings = { vectors: Map<string, Float32Array>; brought: (cosine: number) => number };

/** What was read lately, by model and text: a page that is looked at again costs nothing. */
const kept = new Map<string, Float32Array>();

/**
 * What questions mean, as far as the encoder reads them; nothing where there is none, it is out of reach or takes too long: what it
 * has read until then it need not read the next time.
 */
export async function readMeanings(encoder: Encoder | null, texts: readonly string[], signal: AbortSignal): Promise<Meanings> {
  const none: Meanings = { vectors: new Map(), brought: (cosine) => cosine };
  const taken = encoder ? texts.filter((text) => encoder.takes(text)) : [];
  if (!encoder || encoder.isResting() || taken.length === 0) return none;
  const keyOf = (text: string) => `${encoder.model} ${text}`;
  const ended = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
  try {
    const missing = taken.filter((text) => !kept.has(keyOf(text)));
    for (let at = 0; at < missing.length; at += batch) {
      ended.throwIfAborted();
      const part = missing.slice(at, at + batch);
      const made = await encoder.ofTexts(part, ended);
      part.forEach((text, index) => made[index] && keep(keyOf(text), made[index]));
    }
    const { offset, factor } = await scaleOf(encoder, taken[0]!);
    const vectors = new Map(taken.flatMap((text) => (kept.has(keyOf(text)) ? [[text, kept.get(keyOf(text))!] as const] : [])));
    return { vectors, brought: (cosine) => offset + factor * cosine };
  } catch {
    signal.throwIfAborted();
    return none;
  }
}

/** As many as a provider is asked for at once. */
const batch = 50;

const scales = new Map<string, Scale>();

/** Of a model, once: it says so with what a question means. */
async function scaleOf(encoder: Encoder, text: string): Promise<Scale> {
  const known = scales.get(encoder.model);
  if (known) return known;
  const meaning = await encoder.ofQuestion(text);
  if (!meaning) throw new Error("The encoder did not answer in time.");
  scales.set(encoder.model, meaning.scale);
  return meaning.scale;
}

function keep(key: string, vector: Float32Array): void {
  if (kept.size >= keptMax) kept.delete(kept.keys().next().value!);
  kept.set(key, vector);
}
