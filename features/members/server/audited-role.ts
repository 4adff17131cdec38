import { isBuiltIn } from "#access/permissions.ts";

/** A role as an audit entry keeps it: that of an organization by its name too, which the id does not tell once it is gone. */
export function auditedRole({ role, role_name }: { role: string; role_name: string }): Record<string, string> {
  return isBuiltIn(role) ? { role } : { role, role_name };
}
