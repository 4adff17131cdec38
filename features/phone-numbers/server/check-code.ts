import { sql } from "kysely";
import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { sameSecret } from "#platform/keys.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { say, type Sentence } from "#platform/sentence.ts";
import { CheckCode, codeTriesMax, PhoneNumber } from "../contract.ts";
import { findPhoneNumber, presentPhoneNumber, type PhoneNumberRow } from "./find-phone-number.ts";
import { hashCode } from "./verification-code.ts";

export const checkCode = procedure({
  name: "phone_number.verify",
  summary: "Verifies a phone number by the code that was sent to it. A code ends after ten minutes or five tries.",
  scope: "organization",
  kind: "write",
  says: (entry) => `verified the phone number${named(entry)}`,
  permission: "phone_number:update",
  params: ["phone_number_id"],
  available: ({ sms }) => sms.mode !== "none",
  input: CheckCode,
  output: PhoneNumber,
  example: ({ phone_number_id, phone_code }) => ({ params: { phone_number_id }, input: { code: phone_code } }),
  async run({ platform, organization, params, transaction }, { code }) {
    // A procedure, because a wrong try has to be counted although the call fails.
    const outcome = await transaction(async ({ db, audit }): Promise<PhoneNumber | { wrong: string | Sentence }> => {
      await lockOrganization(db, organization.id);
      const number = await findPhoneNumber(db, organization.id, params.phone_number_id);
      const target = { type: "phone_number", id: number.id, label: number.number };
      if (number.verified_at) {
        audit(null);
        return presentPhoneNumber(number);
      }
      const sent = await countTry(db, number);
      if (!sent || !sameSecret(sent.code_hash, hashCode(platform, number, code))) {
        audit(null);
        return { wrong: sentenceOf(sent?.tries) };
      }
      const row = await markVerified(db, number);
      audit({ target, before: { verified_at: null }, after: { verified_at: row.verified_at } });
      return presentPhoneNumber(row);
    });
    if ("wrong" in outcome) throw invalid({ code: outcome.wrong });
    return outcome;
  },
});

/** Counts before it is compared, so that no number of tries at once is more than the codes allow. Null: there is none to try. */
async function countTry(db: Db, { organization_id, id }: PhoneNumberRow): Promise<{ code_hash: string; tries: number } | undefined> {
  return db
    .updateTable("phone_verifications")
    .set({ tries: sql`tries + 1` })
    .where("organization_id", "=", organization_id)
    .where("phone_number_id", "=", id)
    .where("tries", "<", codeTriesMax)
    .where("expires_at", ">", sql<string>`now()`)
    .returning(["code_hash", "tries"])
    .executeTakeFirst();
}

function sentenceOf(tries: number | undefined): string | Sentence {
  if (tries === undefined) return "This code has ended. Send a new one.";
  const left = codeTriesMax - tries;
  if (left === 0) return "This is not the code, and it has ended. Send a new one.";
  return left === 1 ? "This is not the code. You have one try left." : say`This is not the code. You have ${left} tries left.`;
}

async function markVerified(db: Db, { organization_id, id }: PhoneNumberRow): Promise<PhoneNumberRow> {
  await db.deleteFrom("phone_verifications").where("organization_id", "=", organization_id).where("phone_number_id", "=", id).execute();
  return db
    .updateTable("phone_numbers")
    .set({ verified_at: new Date(), updated_at: new Date(), version: sql`version + 1` })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
