import { nameOfRole, permissions, type Permission } from "#access/permissions.ts";

/** "Owners and Admins": the roles that hold a permission, as the subject of a sentence. */
export function whoMay(permission: Permission): string {
  const names = permissions[permission].map((role) => `${nameOfRole(role)}s`);
  return new Intl.ListFormat("en").format(names);
}
