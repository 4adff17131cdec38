import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "./keys.ts";

/** What is stored of a text that nobody reads but this installation. `key_version` names the secret from which its key derives. */
export type Sealed = { sealed: Buffer; key_version: string };

/** `previous`: the secret before it, which opens what was sealed with that one. */
export type SealingSecrets = { current: string; previous: string | undefined };

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals a text with a key of its purpose (AES-256-GCM).
 *
 * @param place whose it is; opened at another place it is none, so a row that is copied elsewhere is worth nothing
 */
export function seal({ current }: SealingSecrets, purpose: string, place: string, text: string): Sealed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyOf(current, purpose), nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]), key_version: versionOf(current) };
}

/** Null where neither secret opens it. */
export function unseal(secrets: SealingSecrets, purpose: string, place: string, { sealed, key_version }: Sealed): string | null {
  const secret = [secrets.current, secrets.previous].find((one) => one !== undefined && versionOf(one) === key_version);
  if (secret === undefined) return null;
  const decipher = createDecipheriv(algorithm, keyOf(secret, purpose), sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

/** Which secret it is, without saying anything of it. */
export const versionOf = (secret: string) => deriveKey(secret, "which secret seals").slice(0, 8);

const keyOf = (secret: string, purpose: string) => Buffer.from(deriveKey(secret, `sealed ${purpose}, version 1`), "base64url");
