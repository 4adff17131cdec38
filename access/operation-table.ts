import { permissionsOf, roles, type Role } from "./permissions.ts";
import type { AnyOperation } from "./operation.ts";

/** Every operation in an organization and which of the product's roles may call it, as a Markdown table: what the docs print. */
export function operationTable(routes: readonly { operation: AnyOperation }[]): string {
  const head = ["Operation", "Permission", ...roles.map((role) => role.charAt(0).toUpperCase() + role.slice(1))];
  const rows = routes
    .filter(({ operation }) => operation.scope === "organization")
    .map(({ operation }) => [`\`${operation.name}\``, `\`${operation.permission}\``, ...roles.map((role) => mark(operation, role))]);
  return [head, ["---", "---", ...roles.map(() => ":-:")], ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function mark({ permission, own }: AnyOperation, role: Role): string {
  const held = permissionsOf(role);
  if (permission && held.has(permission)) return "✓";
  return own && held.has(own.permission) ? "own" : "–";
}
