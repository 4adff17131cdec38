import { isBuiltIn } from "#access/permissions.ts";
import { useIsSelling } from "#browser/api/session.ts";
import type { Option } from "#browser/ui/select.tsx";
import { t } from "../messages.ts";
import { useRoles } from "./roles.ts";

type Described = { id: string; description: string | null };

/** What a role is for, as a sentence of its own; null where nobody said so. */
export function useDescribeRole(): (role: Described) => string | null {
  const isSelling = useIsSelling();
  const sentences = {
    owner: isSelling ? t("roleOptions.ownerSelling") : t("roleOptions.owner"),
    admin: isSelling ? t("roleOptions.adminSelling") : t("roleOptions.admin"),
    member: t("roleOptions.member"),
    viewer: t("roleOptions.viewer"),
  };
  return ({ id, description }) => (isBuiltIn(id) ? sentences[id] : description);
}

/** The roles to choose from. A caller cannot give one that has a permission they lack. */
export function useRoleOptions(): Option[] {
  const describe = useDescribeRole();
  return useRoles().map((role) => {
    const hint = describe(role);
    return { value: role.id, label: role.name, disabled: !role.mayGive, ...(hint === null ? {} : { hint }) };
  });
}
