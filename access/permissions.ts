/** Who may do what, all of it: each permission and the roles that hold it. Pure data; imports nothing. */
export const roles = ["owner", "admin", "member", "viewer"] as const;
/** A role of the product. Organizations make further ones of the permissions below. */
export type Role = (typeof roles)[number];

const roleNames: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" };

const everyone = ["owner", "admin", "member", "viewer"] as const;
const makers = ["owner", "admin", "member"] as const;
const admins = ["owner", "admin"] as const;
const owners = ["owner"] as const;

export const permissions = {
  "organization:read": everyone,
  "organization:update": admins,
  "organization:transfer": owners,
  "organization:delete": owners,
  "organization:export": owners,
  "organization:security": owners,
  "member:list": everyone,
  "member:invite": admins,
  "member:update": admins,
  "member:remove": admins,
  "member:grant_owner": owners,
  "role:create": admins,
  "role:update": admins,
  "role:delete": admins,
  "project:read": everyone,
  "project:create": makers,
  "project:update": makers,
  "project:delete_own": makers,
  "project:delete": admins,
  "agent:read": everyone,
  "agent:create": makers,
  "agent:update": makers,
  "agent:delete": makers,
  "source:read": everyone,
  "source:create": makers,
  "source:update": makers,
  "source:delete": makers,
  "conversation:read": everyone,
  "conversation:reply": makers,
  "workflow:create": makers,
  "workflow:update": makers,
  "workflow:delete": makers,
  "phone_number:create": admins,
  "phone_number:update": admins,
  "phone_number:delete": admins,
  "api_key:list": admins,
  "api_key:create": admins,
  "api_key:update": admins,
  "api_key:delete": admins,
  "webhook:create": admins,
  "webhook:update": admins,
  "webhook:delete": admins,
  "audit:read": admins,
  "usage:read": everyone,
  "billing:read": owners,
  "billing:update": owners,
  "budget:read": owners,
  "budget:update": owners,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** What takes a person: no API key holds it, whoever made the key. A key that could make keys would outlive its own end. */
export const notForKeys: ReadonlySet<Permission> = new Set<Permission>(["api_key:create", "organization:transfer"]);

const namesOfRole = new Map<string, ReadonlySet<Permission>>(
  roles.map((role) => [
    role,
    new Set((Object.keys(permissions) as Permission[]).filter((name) => (permissions[name] as readonly Role[]).includes(role))),
  ]),
);
const none: ReadonlySet<Permission> = new Set();

/** What belonging to an organization is made of, whatever the role: to read what it is called, and to leave it. */
const ofEverybody = "organization:read" satisfies Permission;

/**
 * What a role may do: one of the four, or one that an organization made.
 *
 * @param ticked what a custom role was given; names that are not on the list count as absent. Null where it does not exist
 */
export function permissionsOf(role: string, ticked: readonly string[] | null = null): ReadonlySet<Permission> {
  const builtIn = namesOfRole.get(role);
  if (builtIn) return builtIn;
  return ticked === null ? none : new Set([ofEverybody, ...ticked.filter(isPermission)]);
}

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}

export function isBuiltIn(role: string): role is Role {
  return namesOfRole.has(role);
}

/** A role as it is shown. @param customName what the organization calls it, where it is no role of the product */
export function nameOfRole(role: string, customName: string | null = null): string {
  return isBuiltIn(role) ? roleNames[role] : (customName ?? "");
}
