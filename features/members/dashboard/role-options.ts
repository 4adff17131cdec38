import { mayGive, roleName } from "#dashboard/api/who-may.ts";
import type { Option } from "#dashboard/ui/select.tsx";
import { Role } from "../contract.ts";

/** What each role may, as the end of a sentence that begins with somebody's name. */
const roleSentences: Record<Role, string> = {
  owner: "may do everything, including billing and deleting the organization",
  admin: "manages projects, members and settings, but neither billing nor Owners",
  member: "creates and manages projects",
  viewer: "reads projects and data, and changes nothing",
};

/** The roles to choose from. One that may something that the caller may not cannot be given by him. */
export function roleOptions(own: readonly string[]): Option[] {
  return Role.options.map((role) => ({
    value: role,
    label: roleName(role),
    hint: capital(roleSentences[role]),
    disabled: !mayGive(own, role),
  }));
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
