import { permissions, roles, type Role } from "./permissions.ts";

/** The permissions and who holds them, as a Markdown table: what the docs print. */
export function permissionTable(): string {
  const head = ["Permission", ...roles.map((role) => role.charAt(0).toUpperCase() + role.slice(1))];
  const rows = Object.entries(permissions).map(([name, holders]: [string, readonly Role[]]) => [
    `\`${name}\``,
    ...roles.map((role) => (holders.includes(role) ? "✓" : "–")),
  ]);
  return [head, ["---", ...roles.map(() => ":-:")], ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
