import { permissions, permissionsOf, type Permission, type Role } from "#access/permissions.ts";

/** The product's names of its roles. */
const roleNames: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" };

/** "Owners and Admins": the roles that hold a permission, as the subject of a sentence. */
export function whoMay(permission: Permission): string {
  const names = permissions[permission].map((role) => `${roleNames[role]}s`);
  return new Intl.ListFormat("en").format(names);
}

/** A role as it is shown; a custom role by what the server called it. */
export function roleName(role: string | null): string {
  return role !== null && role in roleNames ? roleNames[role as Role] : (role ?? "");
}

/** What a role may do. */
export const permissionsOfRole = (role: string): readonly Permission[] => [...permissionsOf(role)];

/** Whether whoever holds these permissions may give a role, change it and take it away. */
export function mayGive(own: readonly string[], role: string): boolean {
  return permissionsOfRole(role).every((name) => own.includes(name));
}
