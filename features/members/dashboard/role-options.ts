import { isBuiltIn, type Role } from "#access/permissions.ts";
import { useRoles } from "#dashboard/api/roles.ts";
import type { Option } from "#dashboard/ui/select.tsx";

/** What each role of the product may, as the end of a sentence that begins with somebody's name. */
export const roleSentences: Record<Role, string> = {
  owner: "may do everything, including billing and deleting the organization",
  admin: "manages projects, members and settings, but neither billing nor Owners",
  member: "creates and manages projects",
  viewer: "reads projects and data, and changes nothing",
};

/** The roles to choose from. One that may something that the caller may not cannot be given by him. */
export function useRoleOptions(): Option[] {
  return useRoles().map(({ id, name, description, mayGive }) => {
    const hint = isBuiltIn(id) ? `${capital(roleSentences[id])}.` : description;
    return { value: id, label: name, disabled: !mayGive, ...(hint === null ? {} : { hint }) };
  });
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
