import { addressRefusal } from "#platform/connector/address-refusal.ts";
import { NotReached } from "#platform/connector/not-reached.ts";
import { invalid } from "#platform/errors.ts";
import { ProviderRefuses } from "#platform/models/providers.ts";
import type { Platform } from "#platform/platform.ts";
import { asSentence, say, type Sentence } from "#platform/sentence.ts";
import type { Limit } from "#platform/limits.ts";
import { openOrganizations, type Access } from "./open-organizations.ts";

/** What a provider lists. */
export type Listed = { models: string[]; embedding_models: string[] };
/** `field`: which of what was entered is likely to be wrong. */
export type Refusal = { field: "base_url" | "api_key"; sentence: Sentence };

const timeoutMs = 10_000;
const listedMax = 1_000;
const idLengthMax = 200;
const saidLengthMax = 300;

/** How often the providers of one organization are asked by hand. */
export const testLimit: Limit = { name: "model provider", points: 30, seconds: 600, of: "tests of providers" };

/** Asks a provider which models it has: whether it is there, and takes the key. */
export async function askProvider(platform: Platform, access: Access, signal: AbortSignal): Promise<Listed | Refusal> {
  const provider = await openOrganizations(platform, access);
  try {
    const listed = await provider.list(AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    const models = listed.filter(({ id }) => id !== "" && id.length <= idLengthMax && provider.takes(id)).slice(0, listedMax);
    const ids = (some: typeof models) => some.map(({ id }) => id.toWellFormed().replaceAll("\0", "")).toSorted();
    const embedding = models.filter(({ embeds }) => embeds);
    return { models: ids(models.filter(({ answers, embeds }) => answers && !embeds)), embedding_models: ids(embedding) };
  } catch (error) {
    signal.throwIfAborted();
    return refusalOf(error, access.apiKey);
  }
}

export const isRefusal = (outcome: Listed | Refusal): outcome is Refusal => "sentence" in outcome;

/** @throws AppError 422 at the field */
export function requireListed(outcome: Listed | Refusal): Listed {
  if (isRefusal(outcome)) throw invalid({ [outcome.field]: outcome.sentence });
  return outcome;
}

/** An address that nobody may ask is refused whether it is tested or not, and a key does not travel in the clear. */
export function checkAddress({ connector }: Platform, baseUrl: string): void {
  const refusal = addressRefusal(connector, baseUrl);
  if (refusal) throw invalid({ base_url: refusal });
}

function refusalOf(error: unknown, key: string | null): Refusal {
  if (error instanceof NotReached) return { field: "base_url", sentence: asSentence(error.message) };
  if (error instanceof ProviderRefuses) return refusedWith(error, key);
  if (error instanceof Error && error.name === "TimeoutError")
    return { field: "base_url", sentence: asSentence("The provider took too long to answer.") };
  return {
    field: "base_url",
    sentence: asSentence("What answers at this address lists no models. Addresses of this kind often end in /v1."),
  };
}

function refusedWith({ statusCode, said }: ProviderRefuses, key: string | null): Refusal {
  const reason = said === null ? null : sayable(said, key);
  const isKey = [401, 403].includes(statusCode) || (statusCode === 400 && /key/i.test(reason ?? ""));
  if (isKey) {
    const sentence = reason ? say`The provider refuses this key. It says: ${reason}` : asSentence("The provider refuses this key.");
    return { field: "api_key", sentence };
  }
  if (reason) return { field: "base_url", sentence: say`The provider answered ${statusCode}. It says: ${reason}` };
  return { field: "base_url", sentence: say`The provider answered ${statusCode}.` };
}

/** What a provider says, on one line, short, and without the key, which some of them repeat. */
export function sayable(said: string, key: string | null): string {
  const plain = said
    .toWellFormed()
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
  const hidden = key ? plain.replaceAll(key, "…") : plain;
  return hidden.length > saidLengthMax ? `${hidden.slice(0, saidLengthMax)}…`.toWellFormed() : hidden;
}
