import { everyPermission, notForKeys, type Permission } from "#access/permissions.ts";

/** Which of the caller's permissions they may give an API key, in the order of the product's list. */
export function permissionsForKey(held: readonly string[]): Permission[] {
  return everyPermission.filter((name) => held.includes(name) && !notForKeys.has(name));
}
