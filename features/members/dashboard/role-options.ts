import { useRoles } from "#dashboard/api/roles.ts";
import type { Option } from "#dashboard/ui/select.tsx";

/** What each of the product's four roles may, as the end of a sentence that begins with somebody's name. */
export const roleSentences: ReadonlyMap<string, string> = new Map([
  ["owner", "may do everything, including billing and deleting the organization"],
  ["admin", "manages projects, members and settings, but neither billing nor Owners"],
  ["member", "creates and manages projects"],
  ["viewer", "reads projects and data, and changes nothing"],
]);

/** What a role is for, as a sentence of its own; null where nobody said so. */
export function describeRole({ id, description }: { id: string; description: string | null }): string | null {
  const sentence = roleSentences.get(id);
  return sentence ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` : description;
}

/** The roles to choose from. One that may something that the caller may not cannot be given by him. */
export function useRoleOptions(): Option[] {
  return useRoles().map((role) => {
    const hint = describeRole(role);
    return { value: role.id, label: role.name, disabled: !role.mayGive, ...(hint === null ? {} : { hint }) };
  });
}
