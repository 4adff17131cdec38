import { OrganizationName } from "../contract.ts";

/**
 * The name of the organization that a sign-up makes: the address's local part without its `+tag`, or
 * "My organization" where that is empty, all digits, or looks like a web address.
 */
export function defaultOrganizationName(email: string): string {
  const local = email.slice(0, email.lastIndexOf("@")).replace(/\+.*$/s, "").trim().slice(0, 80);
  const parsed = OrganizationName.safeParse(local);
  return parsed.success && !/^\d+$/.test(local) ? parsed.data : "My organization";
}
