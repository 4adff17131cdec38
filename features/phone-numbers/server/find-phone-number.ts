import type { Selectable } from "kysely";
import type { PhoneNumbers } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { phoneUses, type PhoneNumber } from "../contract.ts";
import { formatNumber, receivesSms } from "./read-number.ts";

export type PhoneNumberRow = Selectable<PhoneNumbers>;

/**
 * The phone number of this organization.
 * @throws AppError `not_found` when there is none
 */
export async function findPhoneNumber(db: Db, organizationId: string, phoneNumberId: string): Promise<PhoneNumberRow> {
  const row = await db
    .selectFrom("phone_numbers")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", phoneNumberId)
    .executeTakeFirst();
  if (!row) throw notFound("There is no such phone number.");
  return row;
}

/** A row as the API shows it. */
export function presentPhoneNumber(row: PhoneNumberRow): PhoneNumber {
  const { number } = row;
  return { ...row, use: phoneUses.filter((use) => row.use.includes(use)), ...formatNumber(number), receives_sms: receivesSms(number) };
}
