import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { findAddress } from "#features/addresses/server/find-address.ts";
import { conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { say } from "#platform/sentence.ts";
import { CreatePhoneNumber, PhoneNumber, phoneNumbersMax } from "../contract.ts";
import { findPhoneNumber, presentPhoneNumber } from "./find-phone-number.ts";
import { duplicate, handOn, requireSender } from "./number-rules.ts";
import { readNumber } from "./read-number.ts";

export const createPhoneNumber = operation({
  name: "phone_number.create",
  summary: "Adds a phone number, typed in national form with its country or in international form. The first is the primary one.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the phone number${named(entry)}`,
  permission: "phone_number:create",
  input: CreatePhoneNumber,
  output: PhoneNumber,
  status: 201,
  example: () => ({ input: { number: "030 901820", country: "DE", label: "Front desk", use: ["contact", "voice"] } }),
  async run({ db, organization, actor, platform, audit }, { number: typed, country, label = null, use, primary, default_sender }) {
    const { number, country: home } = readNumber(typed, country ?? (await findAddress(db, organization.id, undefined))?.country ?? null);
    if (default_sender) requireSender({ use, verified_at: null }, platform.sms);
    await lockOrganization(db, organization.id);
    const { count } = await db
      .selectFrom("phone_numbers")
      .select((query) => query.fn.countAll<number>().as("count"))
      .where("organization_id", "=", organization.id)
      .executeTakeFirstOrThrow();
    if (count >= phoneNumbersMax) throw conflict(say`An organization has at most ${phoneNumbersMax} phone numbers.`);
    const made = await db
      .insertInto("phone_numbers")
      .values({ organization_id: organization.id, id: newId("phn"), number, country: home, label, use, created_by: actor.id })
      .onConflict((clash) => clash.columns(["organization_id", "number"]).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!made) throw duplicate();
    if (primary) await handOn(db, "primary", made);
    if (default_sender) await handOn(db, "default_sender", made);
    // Read again: the database makes the first one primary.
    const row = await findPhoneNumber(db, organization.id, made.id);
    audit({
      target: { type: "phone_number", id: row.id, label: row.number },
      after: { number, label, use, primary: row.primary, default_sender: row.default_sender },
    });
    return presentPhoneNumber(row);
  },
});
