import type { Permission } from "#access/permissions.ts";

/** Records that not everybody who reads the log may read, by the permission that opens them. */
const permissionOfTarget: Readonly<Record<string, Permission>> = { billing_address: "billing:read" };

/** The types of records whose content the caller may not see: neither read, nor find by searching for it. */
export function hiddenTargets(permissions: ReadonlySet<Permission>): string[] {
  return Object.keys(permissionOfTarget).filter((type) => !permissions.has(permissionOfTarget[type]!));
}

type Content = { target_type: string | null; target_label: string | null; before: unknown; after: unknown };

/** That it was changed, by whom and when; not what it said. */
export function withoutContent<Entry extends Content>(entry: Entry, hidden: readonly string[]): Entry {
  return hidden.includes(entry.target_type ?? "") ? { ...entry, target_label: null, before: null, after: null } : entry;
}
