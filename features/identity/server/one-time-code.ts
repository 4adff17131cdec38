import { createHmac, randomInt } from "node:crypto";
import { deriveKey, sameSecret } from "#platform/keys.ts";
import { codeLength } from "../contract.ts";

const lifeMs = 10 * 60 * 1000;
const triesMax = 5;

/** What is kept of a code that was mailed. */
export type KeptCode = { hash: string; tries: number; expires_at: string };

/**
 * A code of six digits that confirms one act, for ten minutes and five tries. Kept is a keyed hash, since all codes of
 * this length are quickly tried.
 *
 * @param act what it confirms: a word, then ids
 */
export function makeCode(appSecret: string, act: readonly string[]): { code: string; kept: KeptCode } {
  const code = String(randomInt(10 ** codeLength)).padStart(codeLength, "0");
  const expires_at = new Date(Date.now() + lifeMs).toISOString();
  return { code, kept: { hash: hashCode(appSecret, act, code), tries: 0, expires_at } };
}

/** Whether a code may be tried at all any more. */
export const isAlive = ({ tries, expires_at }: KeptCode) => tries < triesMax && Date.parse(expires_at) > Date.now();

export const isRight = ({ hash }: KeptCode, appSecret: string, act: readonly string[], code: string) =>
  sameSecret(hash, hashCode(appSecret, act, code));

function hashCode(appSecret: string, act: readonly string[], code: string): string {
  return createHmac("sha256", deriveKey(appSecret, "one-time codes"))
    .update([...act, code].join("\n"))
    .digest("hex");
}
