import type { Permission } from "#access/permissions.ts";
import type { Product } from "#access/product.ts";

/** The types of records whose content the caller may not see: neither read, nor find by searching for it. */
export function hiddenTargets({ confidential }: Pick<Product, "confidential">, permissions: ReadonlySet<Permission>): string[] {
  return [...confidential].filter(([, permission]) => !permissions.has(permission)).map(([target]) => target);
}

type Content = { target_type: string | null; target_label: string | null; before: unknown; after: unknown };

/** That it was changed, by whom and when; not what it said. */
export function withoutContent<Entry extends Content>(entry: Entry, hidden: readonly string[]): Entry {
  return hidden.includes(entry.target_type ?? "") ? { ...entry, target_label: null, before: null, after: null } : entry;
}
