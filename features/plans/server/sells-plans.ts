import type { Platform } from "#platform/platform.ts";

/** For an operation's `available`: plans are sold here, through Stripe or by the operator himself. */
export const sellsPlans = ({ env }: Platform): boolean => env.billing !== "off";
