import { z } from "zod";

/** A member who has no second factor, and which of their API keys pause with it. */
export const MemberWithoutFactor = z.object({
  membership_id: z.string(),
  name: z.string(),
  email: z.string(),
  role_name: z.string(),
  api_keys: z.array(z.string()),
});
export type MemberWithoutFactor = z.output<typeof MemberWithoutFactor>;

/** From when on a second factor is asked for at the organization's door: by itself, and by the operator of everybody. */
export const Security = z.object({
  second_factor_from: z.string().nullable(),
  operator_second_factor_from: z.string().nullable(),
  members_without: z.array(MemberWithoutFactor),
  version: z.number(),
});
export type Security = z.output<typeof Security>;

/** A day, which begins at midnight UTC; null where it is up to each person. */
export const UpdateSecurity = z.strictObject({ second_factor_from: z.iso.date("Choose a day.").nullable() });
export type UpdateSecurity = z.output<typeof UpdateSecurity>;

/** So many days ahead members without a second factor are mailed. */
export const noticeDays = [14, 3] as const;
