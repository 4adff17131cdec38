import { translate } from "#browser/translate.ts";
import { everyPermission, resources, rowOf, type Permission } from "#access/permissions.ts";
import { useIsSelling } from "#browser/api/session.ts";

export type PermissionGroup = { label: string; permissions: readonly { name: Permission; words: string }[] };

/** The permissions by what they are about, in the order in which they are ticked. */
export function usePermissionGroups(): readonly PermissionGroup[] {
  return useIsSelling() ? groups : groupsUnsold;
}

/** Whether somebody with this permission alone changes nothing. */
export const isReading = (permission: string) => /:(read|list)$/.test(permission);

/** "Projects: Create projects"; a name that is no longer on the product's list as it is. */
export function sayPermission(groups: readonly PermissionGroup[], name: string): string {
  for (const { label, permissions } of groups)
    for (const permission of permissions) if (permission.name === name) return `${label}: ${permission.words}`;
  return name;
}

const groups = groupsOf(true);
const groupsUnsold = groupsOf(false);

function groupsOf(isSelling: boolean): PermissionGroup[] {
  return Object.entries(resources).map(([resource, { label, unsold }]) => ({
    label: translate(isSelling ? label : (unsold ?? label)),
    permissions: everyPermission
      .filter((name) => name.startsWith(`${resource}:`))
      .map((name) => ({ name, words: tickOf(name, isSelling) })),
  }));
}

function tickOf(name: Permission, isSelling: boolean): string {
  const { tick, unsold } = rowOf(name);
  return translate(isSelling ? tick : (unsold?.tick ?? tick));
}
