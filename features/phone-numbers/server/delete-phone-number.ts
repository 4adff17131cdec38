import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { findPhoneNumber } from "./find-phone-number.ts";

export const deletePhoneNumber = operation({
  name: "phone_number.delete",
  summary: "Removes a phone number. If it was the primary one, the oldest that is left becomes primary.",
  scope: "organization",
  kind: "write",
  says: (entry) => `removed the phone number${named(entry)}`,
  permission: "phone_number:delete",
  params: ["phone_number_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ phone_number_id }) => ({ params: { phone_number_id } }),
  async run({ db, organization, params, audit }) {
    await lockOrganization(db, organization.id);
    const { id, number, label, use, primary, default_sender } = await findPhoneNumber(db, organization.id, params.phone_number_id);
    await db.deleteFrom("phone_numbers").where("organization_id", "=", organization.id).where("id", "=", id).execute();
    audit({ target: { type: "phone_number", id, label: number }, before: { number, label, use, primary, default_sender } });
    return null;
  },
});
