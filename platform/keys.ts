import { createHmac, hash, timingSafeEqual } from "node:crypto";

const derived = new Map<string, string>();

/** One secret, many keys: each purpose gets its own (HMAC-SHA256, base64url, 43 characters). Purposes are few and kept. */
export function deriveKey(appSecret: string, purpose: string): string {
  const name = `${purpose}\n${appSecret}`;
  const found = derived.get(name) ?? createHmac("sha256", appSecret).update(purpose).digest("base64url");
  derived.set(name, found);
  return found;
}

/** What is stored instead of a token: its SHA-256 in hex. Tokens of ours are random, so no salt is needed. */
export function hashToken(token: string): string {
  return hash("sha256", token, "hex");
}

/** Whether two secrets are the same, in a time that tells nothing of where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(hash("sha256", a, "buffer"), hash("sha256", b, "buffer"));
}
