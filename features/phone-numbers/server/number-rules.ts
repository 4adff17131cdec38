import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, invalid } from "#platform/errors.ts";
import type { Sms } from "#platform/sms/sms.ts";
import type { PhoneNumberRow } from "./find-phone-number.ts";

/** Takes a mark from the number that has it and gives it to this one: in one statement, between whose rows nobody looks. */
export async function handOn(db: Db, mark: "primary" | "default_sender", { organization_id, id }: PhoneNumberRow): Promise<void> {
  await db
    .updateTable("phone_numbers")
    .set((row) => ({ [mark]: row("id", "=", id), version: sql`version + 1`, updated_at: new Date() }))
    .where("organization_id", "=", organization_id)
    .where((row) => row.or([row(mark, "=", true), row("id", "=", id)]))
    .execute();
}

/**
 * Whether texts may come from a number: SMS is what it is for, and it is verified wherever that can be done.
 * @throws AppError 422 at `default_sender`
 */
export function requireSender(number: Pick<PhoneNumberRow, "use" | "verified_at">, sms: Sms): void {
  if (!number.use.includes("sms")) throw invalid({ default_sender: "The default sender sends texts. Add SMS to what the number is for." });
  if (sms.mode !== "none" && !number.verified_at) {
    throw invalid({ default_sender: "Verify the number first. Texts come from a verified number only." });
  }
}

/** The organization has this number already, however it was typed. */
export function duplicate(): AppError {
  const sentence = "The organization has this number already.";
  return new AppError("conflict", sentence, { fieldErrors: { number: sentence } });
}
