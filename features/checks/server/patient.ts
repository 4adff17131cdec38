import type { Embeddings } from "#platform/embeddings/embeddings.ts";

/**
 * A visitor's question that would wait for the encoder is searched for by its words. One that is compared with another day's waits:
 * how busy the machine is changes nothing then.
 */
export function patient(embeddings: Embeddings, signal: AbortSignal): Embeddings {
  const { encoder } = embeddings;
  return {
    ...embeddings,
    async ofQuestion(text, models) {
      const meanings = await embeddings.ofQuestion(text, models);
      const isMissing = models.includes(encoder.model) && meanings.every(({ model }) => model !== encoder.model);
      if (!isMissing || !encoder.takes(text) || encoder.isResting()) return meanings;
      await encoder.ofTexts([text], signal).catch(() => {});
      signal.throwIfAborted();
      return embeddings.ofQuestion(text, models);
    },
  };
}
