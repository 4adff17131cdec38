import { sql } from "kysely";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, conflict, invalid } from "#platform/errors.ts";
import type { Logger } from "#platform/log.ts";
import { SmsRefused, type Sms } from "#platform/sms/sms.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { countUsage } from "#features/budgets/server/count-usage.ts";
import { release, reserve } from "#features/budgets/server/reserve.ts";
import { codeMinutes, resendSeconds, SentCode } from "../contract.ts";
import { findPhoneNumber, type PhoneNumberRow } from "./find-phone-number.ts";
import { isCharged, receivesSms } from "./read-number.ts";
import { hashCode, newCode, takeCode } from "./verification-code.ts";

export const sendCode = procedure({
  name: "phone_number.send_code",
  summary: "Sends a code of six digits to a phone number by SMS. It is good for ten minutes, and ends the one before.",
  scope: "organization",
  kind: "write",
  says: (entry) => `had a verification code sent to${named(entry)}`,
  permission: "phone_number:update",
  params: ["phone_number_id"],
  available: ({ sms }) => sms.mode !== "none",
  input: z.object({}),
  output: SentCode,
  status: 202,
  example: ({ phone_number_id }) => ({ params: { phone_number_id } }),
  async run({ platform, organization, params, transaction, log }) {
    const { number, from } = await transaction(async ({ db }) => {
      const found = await findPhoneNumber(db, organization.id, params.phone_number_id);
      return { number: found, from: await findSender(db, found) };
    }, "read");
    if (number.verified_at) throw conflict("This number is verified already.");
    if (isCharged(number.number)) throw conflict("No code is sent to a premium-rate number.");
    if (!receivesSms(number.number)) throw conflict("No text can arrive at this number: it is a landline.");
    await takeCode(platform, number);

    const code = newCode();
    const hash = hashCode(platform, number, code);
    const expiresAt = new Date(Date.now() + codeMinutes * 60_000);
    const key = `${number.id} ${expiresAt.toISOString()}`;
    await transaction(async ({ db }) => {
      await storeCode(db, number, hash, expiresAt);
      await reserve(db, organization.id, { key, leaseEnd, quantities: { sms_sent: 1 } });
    });
    const text = `${code} is your Botcadence code. It is good for ${codeMinutes} minutes.`;
    try {
      await sendText(platform.sms, log, { to: number.number, from, text });
    } catch (error) {
      await transaction(async ({ db }) => {
        await withdrawCode(db, number, hash);
        await release(db, organization.id, key);
      });
      throw error;
    }
    await transaction(async ({ db, send, audit }) => {
      await countUsage({ db, send }, organization.id, [{ kind: "sms_sent", quantity: 1, key }], key);
      audit({ target: { type: "phone_number", id: number.id, label: number.number } });
    });
    return { expires_at: expiresAt.toISOString(), resend_at: new Date(Date.now() + resendSeconds * 1000).toISOString() };
  },
});

/** Longer than a provider is waited for. */
const leaseEnd = sql<string>`now() + interval '2 minutes'`;

/** The organization's verified default sender; null for the sender that the installation is configured with. */
async function findSender(db: Db, { organization_id }: PhoneNumberRow): Promise<string | null> {
  const row = await db
    .selectFrom("phone_numbers")
    .select("number")
    .where("organization_id", "=", organization_id)
    .where("default_sender", "=", true)
    .where("verified_at", "is not", null)
    .executeTakeFirst();
  return row?.number ?? null;
}

async function storeCode(db: Db, { organization_id, id }: PhoneNumberRow, hash: string, expiresAt: Date): Promise<void> {
  await lockOrganization(db, organization_id);
  await findPhoneNumber(db, organization_id, id);
  const code = { code_hash: hash, tries: 0, expires_at: expiresAt, created_at: new Date() };
  await db
    .insertInto("phone_verifications")
    .values({ organization_id, phone_number_id: id, ...code })
    .onConflict((clash) => clash.columns(["organization_id", "phone_number_id"]).doUpdateSet(code))
    .execute();
}

async function withdrawCode(db: Db, { organization_id, id }: PhoneNumberRow, hash: string): Promise<void> {
  await db
    .deleteFrom("phone_verifications")
    .where("organization_id", "=", organization_id)
    .where("phone_number_id", "=", id)
    .where("code_hash", "=", hash)
    .execute();
}

/**
 * A default sender that the provider does not send from must not keep numbers from being verified.
 * @throws AppError with a sentence for whoever waits for the code
 */
async function sendText(sms: Sms, log: Logger, message: Parameters<Sms["send"]>[0]): Promise<void> {
  try {
    await sms.send(message);
  } catch (error) {
    if (!(error instanceof SmsRefused)) throw error;
    log.warn({ err: error, own_sender: message.from !== null }, "a text was refused");
    if (error.reason === "sender" && message.from !== null) return sendText(sms, log, { ...message, from: null });
    if (error.reason === "recipient") throw invalid({ number: "This number cannot be reached by text. Check that it receives texts." });
    throw new AppError("unavailable", "The code could not be sent. Try again in a moment.");
  }
}
