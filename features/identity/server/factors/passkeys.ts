import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticatorTransport,
} from "@simplewebauthn/server";
import { decodeAttestationObject, isoBase64URL } from "@simplewebauthn/server/helpers";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { NewPasskey, PasskeyAnswer } from "../../contract/factors.ts";

/** Passkeys belong to the host of the installation's own address. */
const hostOf = ({ env }: Platform) => new URL(env.appUrl).hostname;

/** What a browser asks an authenticator for a new passkey: one that says whose it is, and that knows its person. */
export function optionsOfNewPasskey(platform: Platform, user: { id: string; label: string; name: string }, known: readonly string[]) {
  return generateRegistrationOptions({
    rpName: "Botcadence",
    rpID: hostOf(platform),
    userID: new TextEncoder().encode(user.id),
    userName: user.label,
    userDisplayName: user.name,
    attestationType: "none",
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** The passkey that an authenticator has made for this challenge; null where it is none. */
export async function readNewPasskey(platform: Platform, challenge: string, passkey: NewPasskey) {
  try {
    if (!isUnattested(passkey)) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: passkey as Parameters<typeof verifyRegistrationResponse>[0]["response"],
      expectedChallenge: challenge,
      expectedOrigin: platform.env.appUrl,
      expectedRPID: hostOf(platform),
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credential_id: id, public_key: Buffer.from(publicKey), counter, transports: passkey.response.transports ?? [] };
  } catch {
    return null;
  }
}

/** Certificates were not asked for, and checking those that a stranger sends would ask the network where they point to. */
function isUnattested({ response }: NewPasskey): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
  return ["none", "packed"].includes(attestation.get("fmt")) && attestation.get("attStmt").get("x5c") === undefined;
}

/** @param of the account whose passkeys are asked for; null where the passkey says whose it is */
export async function optionsOfPasskey(platform: Platform, db: Db, of: string | null) {
  const known = of === null ? [] : await passkeysOf(db, of);
  return generateAuthenticationOptions({
    rpID: hostOf(platform),
    userVerification: "required",
    allowCredentials: known.map(({ credential_id, transports }) => ({
      id: credential_id!,
      transports: (transports ?? []) as AuthenticatorTransport[],
    })),
  });
}

export const passkeysOf = (db: Db, userId: string) =>
  db.selectFrom("factors").select(["credential_id", "transports"]).where("user_id", "=", userId).where("kind", "=", "passkey").execute();

/**
 * The account whose passkey has answered this challenge, in the transaction that then lets it in.
 *
 * @param of whose it must be; null where any account's will do
 * @returns null where it is another's passkey, or a copy: its counter then falls behind
 */
export async function spendPasskey(
  db: Db,
  platform: Platform,
  asked: { challenge: string; passkey: PasskeyAnswer; of: string | null },
): Promise<string | null> {
  const { challenge, passkey, of } = asked;
  const row = await db
    .selectFrom("factors")
    .select(["user_id", "id", "credential_id", "public_key", "counter"])
    .where("credential_id", "=", passkey.id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || (of !== null && row.user_id !== of)) return null;
  const counter = await counterOf(platform, challenge, passkey, {
    id: row.credential_id!,
    publicKey: new Uint8Array(row.public_key!),
    counter: Number(row.counter),
  });
  if (counter === null) return null;
  await db
    .updateTable("factors")
    .set({ counter, last_used_at: new Date() })
    .where("user_id", "=", row.user_id)
    .where("id", "=", row.id)
    .execute();
  return row.user_id;
}

type Credential = { id: string; publicKey: Uint8Array<ArrayBuffer>; counter: number };

async function counterOf(platform: Platform, challenge: string, passkey: PasskeyAnswer, credential: Credential): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: passkey as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
      expectedChallenge: challenge,
      expectedOrigin: platform.env.appUrl,
      expectedRPID: hostOf(platform),
      credential,
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
