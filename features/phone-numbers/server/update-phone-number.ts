import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict, invalid } from "#platform/errors.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { PhoneNumber, UpdatePhoneNumber } from "../contract.ts";
import { findPhoneNumber, presentPhoneNumber, type PhoneNumberRow } from "./find-phone-number.ts";
import { duplicate, handOn, requireSender } from "./number-rules.ts";
import { readNumber } from "./read-number.ts";

export const updatePhoneNumber = operation({
  name: "phone_number.update",
  summary: "Changes a phone number. Another number has to be verified again. `country` determines how `number` is read.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the phone number${named(entry)}`),
  permission: "phone_number:update",
  params: ["phone_number_id"],
  input: UpdatePhoneNumber,
  output: PhoneNumber,
  example: ({ phone_number_id }) => ({ params: { phone_number_id }, input: { label: "Front desk", primary: true } }),
  async run({ db, organization, params, platform, audit, request }, { number: typed, country, ...changes }) {
    await lockOrganization(db, organization.id);
    const before = await findPhoneNumber(db, organization.id, params.phone_number_id);
    checkVersion(request, before.version);
    const read = typed === undefined ? before : readNumber(typed, country ?? before.country);
    const isAnother = read.number !== before.number;
    const next = {
      number: read.number,
      country: read.country,
      label: changes.label === undefined ? before.label : changes.label,
      use: changes.use ?? before.use,
      verified_at: isAnother ? null : before.verified_at,
    };
    if (isAnother) await requireUnused(db, before, next.number);
    if (before.primary && changes.primary === false)
      throw conflict("One number is always the primary one. Make another one primary instead.");
    if (!before.default_sender && changes.default_sender) requireSender(next, platform.sms);
    if (before.default_sender && changes.default_sender !== false) requireSameSender(next.use, isAnother);

    await db
      .updateTable("phone_numbers")
      .set({
        ...next,
        ...(changes.default_sender === false ? { default_sender: false } : {}),
        version: sql`version + 1`,
        updated_at: new Date(),
      })
      .where("organization_id", "=", organization.id)
      .where("id", "=", before.id)
      .execute();
    if (isAnother) await forgetCode(db, before);
    if (!before.primary && changes.primary) await handOn(db, "primary", before);
    if (!before.default_sender && changes.default_sender) await handOn(db, "default_sender", before);
    const row = await findPhoneNumber(db, organization.id, before.id);
    audit({
      target: { type: "phone_number", id: row.id, label: row.number },
      before: auditedFields(before),
      after: auditedFields(row),
    });
    return presentPhoneNumber(row);
  },
});

async function requireUnused(db: Db, before: PhoneNumberRow, number: string): Promise<void> {
  const other = await db
    .selectFrom("phone_numbers")
    .select("id")
    .where("organization_id", "=", before.organization_id)
    .where("number", "=", number)
    .executeTakeFirst();
  if (other) throw duplicate();
}

/** Texts must not begin to come from another number because somebody edited this one. */
function requireSameSender(use: readonly string[], isAnother: boolean): void {
  const sentence = "This is the default sender of texts. Choose another default sender first.";
  if (isAnother) throw invalid({ number: sentence });
  if (!use.includes("sms")) throw invalid({ use: sentence });
}

/** A code that is on its way belongs to the number as it was. */
async function forgetCode(db: Db, { organization_id, id }: PhoneNumberRow): Promise<void> {
  await db.deleteFrom("phone_verifications").where("organization_id", "=", organization_id).where("phone_number_id", "=", id).execute();
}

function auditedFields({ number, label, use, primary, default_sender }: PhoneNumberRow) {
  return { number, label, use, primary, default_sender };
}
