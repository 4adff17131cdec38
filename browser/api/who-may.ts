import { nameOfRole, rowOf, type Permission } from "#access/permissions.ts";
import { useCan, useOrganization } from "./organization.ts";

/** "Owners and Admins": the roles that hold a permission, as the subject of a sentence. */
export function rolesThatMay(permission: Permission): string {
  const names = rowOf(permission).roles.map((role) => `${nameOfRole(role)}s`);
  return new Intl.ListFormat("en").format(names);
}

/**
 * What a person who cannot do something now reads in its place: "Owners and Admins make projects.", and what follows from it;
 * or that nobody can, where only the organization's status stands against it.
 */
export function useWhoMay(): (permission: Permission, deed: string, then?: string) => string {
  const { permissions: mine, read_only } = useOrganization();
  return (permission, deed, then = "") =>
    read_only && mine.includes(permission) ? "The organization is read-only now." : `${rolesThatMay(permission)} ${deed}. ${then}`.trim();
}

/** Why the caller cannot do something now, as `useWhoMay` says it; null where they can. */
export function useRefusal(permission: Permission, deed: string): string | null {
  const may = useCan()(permission);
  const whoMay = useWhoMay();
  return may ? null : whoMay(permission, deed);
}
