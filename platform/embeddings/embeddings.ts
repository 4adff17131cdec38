/** What a text says, as a direction in the space of a model. Only vectors of one model can be compared. */
export type Meaning = { model: string; vector: Float32Array };

/** What turns texts into vectors. Null on a platform without it: everything is found by words alone. */
export type Embeddings = {
  /** Names the space of its vectors: those of another model have to be made again. */
  model: string;
  /** Whether it understands the language of a text. */
  takes(text: string): boolean;
  /** Null where the model does not take the text, or would take longer than a search can wait: words alone find it then. */
  ofQuestion(text: string): Promise<Meaning | null>;
  /** Vectors in the order of the texts. Questions come before them. */
  ofTexts(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
  close(): Promise<void>;
};
