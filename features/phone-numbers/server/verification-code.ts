import { createHmac, randomInt } from "node:crypto";
import { deriveKey } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import { resendSeconds } from "../contract.ts";
import type { PhoneNumberRow } from "./find-phone-number.ts";

/** Six digits. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, "0");

/** What is stored of a code: a million of them are soon tried, so it takes a key. It holds for this number alone. */
export function hashCode({ appSecret }: Platform, { organization_id, id, number }: PhoneNumberRow, code: string): string {
  return createHmac("sha256", deriveKey(appSecret, "phone verification"))
    .update([organization_id, id, number, code].join("\n"))
    .digest("hex");
}

/**
 * How many codes are sent: to one record, to one telephone no matter who asks, and for one organization. Texts cost money,
 * and a stranger's telephone is no target.
 * @throws AppError `too_many` with the seconds to wait
 */
export async function takeCode({ limits }: Platform, { organization_id, id, number }: PhoneNumberRow): Promise<void> {
  await limits.take({ name: "code by number", points: 1, seconds: resendSeconds }, id);
  await limits.take({ name: "code by recipient", points: 5, seconds: 3_600 }, number);
  await limits.take({ name: "code by organization", points: 30, seconds: 86_400 }, organization_id);
}
