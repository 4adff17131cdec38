import type { Env } from "../env.ts";
import { openEncoder } from "./encoder.ts";
import type { Embeddings } from "./embeddings.ts";

/** What finds passages by meaning here: the encoder that comes along, or nothing. */
export function openEmbeddings(env: Env): Embeddings | null {
  return env.embeddings === "off" ? null : openEncoder();
}
