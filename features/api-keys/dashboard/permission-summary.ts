import type { Permission } from "#access/permissions.ts";
import { formatCount } from "#dashboard/ui/format.ts";
import { isReading, permissionGroups, permissionWords } from "#dashboard/ui/permission-words.ts";
import type { ApiKey } from "../contract.ts";

/** "Read-only", or "12 permissions". */
export function summaryOf({ permissions }: ApiKey): string {
  if (permissions.every((name) => isReading(name as Permission))) return "Read-only";
  return formatCount(permissions.length, "permission");
}

/** What a key was given and may not now, because its maker may not. */
export const lostBy = ({ permissions, effective_permissions }: ApiKey) =>
  permissions.filter((name) => !effective_permissions.includes(name));

/** "Projects: Create projects"; a name that is no longer on the product's list as it is. */
export function sayPermission(name: string): string {
  const group = permissionGroups.find(({ permissions }) => (permissions as readonly string[]).includes(name));
  return group ? `${group.label}: ${permissionWords[name as Permission]}` : name;
}
