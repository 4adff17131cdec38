import type { Told } from "#access/says.ts";

/** ` from Viewer to “Writer”`, of an entry that holds roles as `auditedRole` keeps them; nothing where it does not. */
export function fromRoleTo({ before, after }: Told): string {
  const [from, to] = [roleIn(before), roleIn(after)];
  return from && to ? ` from ${from} to ${to}` : "";
}

/** ` as Admin`. */
export function asRole({ after }: Told): string {
  const role = roleIn(after);
  return role ? ` as ${role}` : "";
}

function roleIn(fields: Told["before"]): string | null {
  const { role, role_name: name } = fields ?? {};
  if (typeof name === "string") return `“${name}”`;
  return typeof role === "string" && role !== "" ? role.charAt(0).toUpperCase() + role.slice(1) : null;
}
