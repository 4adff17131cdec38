import { randomBytes } from "node:crypto";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { Sealed } from "#platform/seal.ts";

/** What a browser has begun: a sign-in that waits for a second factor, one by passkey, or a factor that is being added. */
type Kind = "sign_in" | "passkey_sign_in" | "add_app" | "add_passkey";

const lifeMs = 10 * 60 * 1000;

/** How many wrong proofs end a sign-in that waits. */
const triesMax = 10;

export type WaitingStep = {
  userId: string | null;
  challenge: string | null;
  sealed: Sealed | null;
  restore: boolean;
};

/** @returns the token by which the browser continues; only its hash is kept */
export async function beginStep(
  db: Db,
  kind: Kind,
  { userId = null, challenge = null, sealed = null, restore = false }: Partial<WaitingStep>,
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await db
    .insertInto("waiting_steps")
    .values({
      hash: hashToken(token),
      kind,
      user_id: userId,
      challenge,
      sealed: sealed?.sealed ?? null,
      key_version: sealed?.key_version ?? null,
      restore,
      expires_at: new Date(Date.now() + lifeMs),
    })
    .execute();
  return token;
}

/** What waits under a token; null where nothing does any more. */
export async function findStep(db: Db, kind: Kind, token: string): Promise<WaitingStep | null> {
  const row = await db
    .selectFrom("waiting_steps")
    .select(["user_id", "challenge", "sealed", "key_version", "restore"])
    .where("hash", "=", hashToken(token))
    .where("kind", "=", kind)
    .where("expires_at", ">", new Date().toISOString())
    .where("tries", "<", triesMax)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const { user_id, challenge, sealed, key_version, restore } = row;
  return { userId: user_id, challenge, sealed: sealed && key_version ? { sealed, key_version } : null, restore };
}

/** Gives a sign-in that waits the challenge that a passkey is to answer. */
export async function challengeStep(db: Db, token: string, challenge: string): Promise<void> {
  await db.updateTable("waiting_steps").set({ challenge }).where("hash", "=", hashToken(token)).execute();
}

/** A wrong proof. Its challenge is spent as well. */
export async function countTry(db: Db, token: string): Promise<void> {
  await db
    .updateTable("waiting_steps")
    .set((row) => ({ tries: row("tries", "+", 1), challenge: null }))
    .where("hash", "=", hashToken(token))
    .execute();
}

export async function endStep(db: Db, token: string): Promise<void> {
  await db.deleteFrom("waiting_steps").where("hash", "=", hashToken(token)).execute();
}

export const stepOver = () => invalid({ step: "This took too long. Begin again." });
