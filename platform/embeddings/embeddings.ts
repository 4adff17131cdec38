/** What makes the likenesses (cosines) of one model comparable with those of another: `offset + factor * cosine`. */
export type Scale = { offset: number; factor: number };

/** What a text says, as a direction in the space of a model. Only vectors of one model can be compared. */
export type Meaning = { model: string; vector: Float32Array; scale: Scale; words?: readonly AskedWord[] };

/** What a word of a question, or a piece of one, says in its place (word-codes.ts). The rarer it is in English, the more it tells. */
export type AskedWord = { rarity: number; code: Uint8Array };

/** A text with the codes of its words that are not frequent, one after the other. */
export type ReadText = { vector: Float32Array; words: Uint8Array };

/** A model that turns texts into vectors. */
export type Encoder = {
  /** Names the space of its vectors: those of another model have to be made again. */
  model: string;
  /** Whether it understands the language of a text. */
  takes(text: string): boolean;
  /** Null where the model does not take the text, or would take longer than a search can wait: words alone find it then. */
  ofQuestion(text: string): Promise<Meaning | null>;
  /**
   * Vectors in the order of the texts; null for one that the model refuses. Questions come before them.
   * @throws EncoderRests where its provider does not answer
   */
  ofTexts(texts: readonly string[], signal: AbortSignal): Promise<(Float32Array | null)[]>;
  /** As `ofTexts`, with what the words say; only the encoder that comes along tells it. */
  readTexts?(texts: readonly string[], signal: AbortSignal): Promise<ReadText[]>;
  /** Whether texts would be refused for now. */
  isResting(): boolean;
  close(): Promise<void>;
};

/** What turns texts into vectors. Null on a platform without it: everything is found by words alone. */
export type Embeddings = {
  /** The model of what is indexed from now on. */
  encoder: Encoder;
  /** What a question says to those of these models that can be reached; that of `encoder` comes last. */
  ofQuestion(text: string, models: readonly string[]): Promise<Meaning[]>;
  close(): Promise<void>;
};

/** The provider has failed or has had enough for now: ask again later. */
export class EncoderRests extends Error {}
