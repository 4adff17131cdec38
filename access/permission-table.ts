import { everyPermission, roles, rowOf } from "./permissions.ts";

/** The permissions and who holds them, as a Markdown table: what the docs print. */
export function permissionTable(): string {
  const head = ["Permission", ...roles.map((role) => role.charAt(0).toUpperCase() + role.slice(1))];
  const rows = everyPermission.map((name) => [`\`${name}\``, ...roles.map((role) => (rowOf(name).roles.includes(role) ? "✓" : "–"))]);
  return [head, ["---", ...roles.map(() => ":-:")], ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
