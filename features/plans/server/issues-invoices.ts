import type { Platform } from "#platform/platform.ts";

/** For an operation's `available`: the operator issues the invoices here. */
export const issuesInvoices = ({ env }: Platform): boolean => env.billing === "manual";
