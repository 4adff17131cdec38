import { nameOfRole, rowOf, type Permission } from "#access/permissions.ts";
import { language } from "../catalog.ts";
import { t } from "../messages.ts";
import { translate } from "../translate.ts";
import { useCan, useOrganization } from "./organization.ts";

/** "Owners and Admins": the roles that hold a permission, as the subject of a sentence. */
export function rolesThatMay(permission: Permission): string {
  const names = rowOf(permission).roles.map((role) => translate(`${nameOfRole(role)}s`));
  return new Intl.ListFormat(language).format(names);
}

/**
 * What a person who cannot do something now reads in its place: what `say` makes of the roles that
 * can, or that nobody can, where only the organization's status stands against it.
 */
export function useWhoMay(): (permission: Permission, say: (roles: string) => string) => string {
  const { permissions: mine, read_only } = useOrganization();
  return (permission, say) => (read_only && mine.includes(permission) ? t("whoMay.readOnly") : say(rolesThatMay(permission)));
}

/** Why the caller cannot do something now, as `useWhoMay` says it; null where they can. */
export function useRefusal(permission: Permission, say: (roles: string) => string): string | null {
  const may = useCan()(permission);
  const whoMay = useWhoMay();
  return may ? null : whoMay(permission, say);
}
